import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { useGo } from '#core/web/use-go.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findOverviewCall } from '../../overview/contract.ts'
import { customersAt, days, monthEnd, returningAt } from '../addresses.ts'
import { useAxis } from './use-axis.ts'
import { usePeriod } from './use-period.ts'

/** Who bought, month by month: for the first time, or again. */
export function BuyersChart({ overview }: { overview: WireReply<typeof findOverviewCall> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const go = useGo()
  const { unit } = usePeriod()
  const axis = useAxis(overview.currency)
  const { buyers } = overview
  const labels = buyers.map(({ month }) => axis.time(month, 'month'))
  const fresh = t('insight:buyers.new')
  const returning = t('insight:buyers.returning')
  return (
    <Chart
      title={t('insight:buyers.finding', { count: overview.newCustomers.now })}
      basis={t('insight:buyers.basis')}
      option={{
        legend: {},
        xAxis: { type: 'category', data: labels },
        yAxis: { type: 'value', name: t('insight:buyers.axis'), minInterval: 1 },
        series: [
          { type: 'bar', stack: 'buyers', name: fresh, data: buyers.map((one) => one.new) },
          { type: 'bar', stack: 'buyers', name: returning, data: buyers.map((one) => one.returning) },
        ],
      }}
      table={{
        columns: [
          { title: t('insight:buyers.month') },
          { title: fresh, figure: true },
          { title: returning, figure: true },
        ],
        rows: buyers.map((one, index) => [labels[index], format.number(one.new), format.number(one.returning)]),
      }}
      onPick={({ dataIndex, seriesName }) => {
        const month = buyers[dataIndex]?.month
        if (!month) return
        if (seriesName === fresh) go(customersAt({ firstOrder: days(month, monthEnd(month)), unit }))
        else go(returningAt({ month, unit, name: t('insight:buyers.returningIn', { month: labels[dataIndex] }) }))
      }}
    />
  )
}
