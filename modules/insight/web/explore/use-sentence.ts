import { useTranslation } from 'react-i18next'
import type { Query } from '../../explore/contract.ts'
import { useKeyText } from './use-key-text.ts'

/** A question in words, as a name for it: "Sales by month and channel, web". */
export function useSentence(): (query: Query) => string {
  const { t } = useTranslation()
  const keyText = useKeyText()
  return (query) => {
    const by = query.by.map((key) => t(`insight:explore.dimension.${key}`)).join(t('insight:explore.sentence.joint'))
    const measure = t(
      query.kind === 'cohort'
        ? `insight:explore.cohort.measure.${query.measure}`
        : `insight:explore.measure.${query.measure}`,
    )
    const where = query.filters.map((filter) => {
      const keys = 'in' in filter ? filter.in : filter.out
      const said = keys
        .slice(0, 2)
        .map((key) => keyText(filter.dimension, key))
        .join('/')
      return 'in' in filter ? said : t('insight:explore.sentence.not', { keys: said })
    })
    const kind =
      query.kind === 'pareto'
        ? t('insight:explore.sentence.pareto', { measure })
        : by
          ? t('insight:explore.sentence.of', { measure, by })
          : measure
    return [kind, ...where].join(t('insight:explore.basis.joint'))
  }
}
