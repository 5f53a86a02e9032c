import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useGo } from '#core/web/use-go.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findConcentrationCall } from '../../overview/contract.ts'
import { customersAt } from '../addresses.ts'
import { usePeriod } from './use-period.ts'

/** The 80/20 curve: how much of the revenue the best customers bring. */
export function ConcentrationChart() {
  const { t } = useTranslation()
  const { whose } = usePeriod()
  const answer = useCall<typeof findConcentrationCall>(
    'GET /api/insight/concentration',
    { query: whose },
    { live: 'insight', keep: true },
  )
  return (
    <Loaded of={answer}>
      {(data) =>
        data.curve.length === 0 ? (
          <EmptyState title={t('insight:curve.empty')} reason={t('insight:curve.emptyReason')} />
        ) : (
          <Curve data={data} />
        )
      }
    </Loaded>
  )
}

const STEPS = [1, 5, 10, 20, 30, 40, 50, 60, 80, 100]

function Curve({ data }: { data: WireReply<typeof findConcentrationCall> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const go = useGo()
  const { unit } = usePeriod()
  const { curve, customers, behind } = data
  const leadsTo = (percent: number) => {
    const point = behind[percent]
    // Below zero stand also those who never bought.
    return point && Number(point.revenue) > 0
      ? customersAt({ revenue: `${point.revenue}..`, unit, sort: '-revenue' })
      : null
  }
  const share = t('insight:curve.share')
  const even = t('insight:curve.even')
  const part = (percent: number) => format.percent(percent / 100, 0)
  return (
    <Chart
      title={t('insight:curve.finding', { part: part(20), share: format.percent(data.topFifthShare ?? 0, 1) })}
      basis={t('insight:curve.basis', { count: customers, amount: format.money(data.revenue, data.currency) })}
      option={{
        legend: {},
        grid: { left: 8, right: 24, top: 36, bottom: 28, containLabel: true },
        tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => format.percent(Number(value) / 100) },
        xAxis: {
          type: 'category',
          boundaryGap: false,
          name: t('insight:curve.axis'),
          nameLocation: 'middle',
          nameGap: 24,
          data: curve.map((_, percent) => part(percent)),
          axisLabel: { interval: 19 },
        },
        yAxis: { type: 'value', name: '%', min: 0, max: Math.ceil(100 * Math.max(1, ...curve)) },
        series: [
          {
            type: 'line',
            name: share,
            showSymbol: false,
            areaStyle: { opacity: 0.15 },
            data: curve.map((value) => Math.round(value * 10_000) / 100),
            markLine: { symbol: 'none', data: [{ xAxis: 20 }], label: { formatter: part(20) } },
          },
          { type: 'line', name: even, showSymbol: false, data: curve.map((_, percent) => percent) },
        ],
      }}
      table={{
        columns: [
          { title: t('insight:curve.best'), figure: true },
          { title: t('insight:curve.count'), figure: true },
          { title: share, figure: true },
          { title: t('insight:curve.least'), figure: true },
        ],
        rows: STEPS.map((percent) => [
          part(percent),
          format.number(Math.round((customers * percent) / 100)),
          format.percent(curve[percent] ?? 0, 2),
          <Behind key="behind" point={behind[percent]} currency={data.currency} to={leadsTo(percent)} />,
        ]),
      }}
      pickAnywhere
      onPick={({ dataIndex }) => {
        const to = leadsTo(dataIndex)
        if (to) go(to)
      }}
    />
  )
}

interface BehindProps {
  point: { revenue: string; customers: number } | undefined
  currency: string
  to: string | null
}

/** Who stands behind a point: those who brought at least as much as its last customer. */
function Behind({ point, currency, to }: BehindProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!point || to === null) return '–'
  return (
    <PageLink to={to}>
      {t('insight:curve.behind', { amount: format.money(point.revenue, currency), count: point.customers })}
    </PageLink>
  )
}
