import { useTranslation } from 'react-i18next'
import type { WireReply } from '#core/web/wire.ts'
import type { findUsageGridCall } from '../../usage/contract.ts'

export type Grid = WireReply<typeof findUsageGridCall>
export type Cell = Grid['cells'][number]

export const USAGES = ['heavy', 'medium', 'light'] as const
/** Those that say something; beside them stand those of whom nothing can be said. */
export const TOLD = ['store_brand', 'brand_loyal', 'switching'] as const
export const LOYALTIES = [...TOLD, 'unknown'] as const

/** "Heavy switchers" */
export function useCellName(): (cell: { usage: string; loyalty: string }) => string {
  const { t } = useTranslation()
  return ({ usage, loyalty }) =>
    t('insight:usage.cellName', {
      usage: t(`insight:usage.of.${usage}`),
      loyalty: t(`insight:usage.held.${loyalty}`),
    })
}

/** The last step of a path: what people call the category. */
export const nameOf = (category: string): string => category.slice(category.lastIndexOf('/') + 1)
