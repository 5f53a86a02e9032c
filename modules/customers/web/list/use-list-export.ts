import { useTranslation } from 'react-i18next'
import type { PageAction } from '#core/web/page.tsx'
import { useExport } from '../parts/use-export.ts'

/** Offers what the list shows as a file, and the timelines of those customers; `chosen` writes only the chosen rows. */
export function useListExport(restriction: Record<string, unknown>): {
  actions: PageAction[]
  chosen: ((ids: readonly string[]) => void) | undefined
} {
  const { t } = useTranslation()
  const customers = useExport('customers')
  const timelines = useExport('interactions')
  const actions: PageAction[] = []
  if (customers) {
    for (const format of ['csv', 'xlsx'] as const)
      actions.push({
        key: format,
        label: t(`customers:list.export.${format}`),
        run: () => customers(format, restriction),
      })
  }
  if (timelines) {
    actions.push({
      key: 'timelines',
      label: t('customers:list.export.timelines'),
      run: () => timelines('csv', restriction),
    })
  }
  return { actions, chosen: customers && ((ids) => customers('xlsx', { customerIds: ids })) }
}
