import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { Money } from '#core/web/money.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { useGo } from '#core/web/use-go.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findOverviewCall } from '../../overview/contract.ts'
import { days, monthEnd, ordersAt } from '../addresses.ts'
import { useAxis } from './use-axis.ts'
import { usePeriod } from './use-period.ts'

/** Sales over time beside the same time a year before. */
export function SalesChart({ overview }: { overview: WireReply<typeof findOverviewCall> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const go = useGo()
  const { happenedIn } = usePeriod()
  const { sales, currency, step } = overview
  const axis = useAxis(currency)
  const labels = sales.map(({ at }) => axis.time(at, step))
  const hasBefore = sales.some(({ ordersBefore }) => ordersBefore > 0)
  const now = t('insight:sales.now')
  const before = t('insight:sales.before')
  return (
    <Chart
      title={useFinding(overview)}
      basis={t('insight:sales.basis', {
        count: overview.orders.now,
        from: format.day(overview.from),
        to: format.day(overview.to),
      })}
      option={{
        legend: {},
        tooltip: { trigger: 'axis', valueFormatter: axis.amount },
        xAxis: { type: 'category', data: labels },
        yAxis: { type: 'value', name: currency, axisLabel: { formatter: axis.compact } },
        series: [
          { type: 'bar', name: now, data: sales.map((one) => Number(one.revenue)) },
          ...(hasBefore ? [{ type: 'line', name: before, data: sales.map((one) => Number(one.revenueBefore)) }] : []),
        ],
      }}
      table={{
        columns: [
          { title: t('insight:sales.time') },
          { title: now, figure: true },
          { title: t('insight:figures.orders'), figure: true },
          { title: before, figure: true },
        ],
        rows: sales.map((one, index) => [
          labels[index],
          <Money key="now" value={one.revenue} currency={currency} />,
          format.number(one.orders),
          <Money key="before" value={one.revenueBefore} currency={currency} />,
        ]),
      }}
      pickAnywhere
      onPick={({ dataIndex }) => {
        const at = sales[dataIndex]?.at
        if (at) go(ordersAt({ orderedAt: days(at, step === 'day' ? at : monthEnd(at)), unit: happenedIn }))
      }}
    />
  )
}

function useFinding({ revenue, currency }: WireReply<typeof findOverviewCall>): string {
  const { t } = useTranslation()
  const format = useFormat()
  const amount = format.money(revenue.now ?? '0', currency)
  const [now, past] = [Number(revenue.now), Number(revenue.before)]
  if (past <= 0) return t('insight:sales.finding', { amount })
  const change = format.percent(Math.abs(now / past - 1))
  return t(now >= past ? 'insight:sales.findingUp' : 'insight:sales.findingDown', { amount, change })
}
