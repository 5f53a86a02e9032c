import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import type { Query } from '../../explore/contract.ts'
import type { Cohorts, Cube, Pareto } from './use-answer.ts'

/** What a figure rests on: orders, days, and what is apart. */
export function BasisText({ query, data }: { query: Query; data: Cube | Cohorts | Pareto }) {
  const { t } = useTranslation()
  const format = useFormat()
  const parts = [
    t(query.kind === 'cohort' ? 'insight:explore.basis.firsts' : 'insight:explore.basis.orders', {
      count: data.orders,
      from: format.day(data.from),
      to: format.day(data.to),
    }),
    ...(data.anonymousOrders > 0 && query.kind !== 'cohort'
      ? [
          t('insight:explore.basis.anonymous', {
            count: data.anonymousOrders,
            amount: format.money(data.anonymousRevenue, data.currency),
          }),
        ]
      : []),
    ...(query.kind === 'cube' && query.measure === 'customers' ? [t('insight:explore.basis.customers')] : []),
    ...(data.unratedOrders > 0 ? [t('insight:explore.basis.unrated', { count: data.unratedOrders })] : []),
    ...((query.measure === 'profit' || query.measure === 'cost') && data.costedShare !== null
      ? [t('insight:explore.basis.costed', { share: format.percent(data.costedShare) })]
      : []),
    ...(data.isWhole ? [] : [t('insight:explore.basis.writing')]),
  ]
  return <>{parts.join(t('insight:explore.basis.joint'))}</>
}
