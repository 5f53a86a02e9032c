import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listNeedDaysCall } from '../../needs/contract.ts'
import { useNeedsAddress } from './use-needs-address.ts'
import { useShortDay } from './use-short-day.ts'

/** Purchases by day: the last 30 as they came beside what had been expected, and the next 30 with their interval. */
export function NeedsChart() {
  const { which } = useNeedsAddress()
  const answer = useCall<typeof listNeedDaysCall>(
    'GET /api/insight/needs/days',
    { query: which },
    { live: 'insight', keep: true },
  )
  return <Loaded of={answer}>{(data) => <Days data={data} />}</Loaded>
}

type Reply = WireReply<typeof listNeedDaysCall>

function Days({ data }: { data: Reply }) {
  const { t } = useTranslation()
  const format = useFormat()
  const short = useShortDay()
  const season = useSeason(data)
  const { items, asOf } = data
  const rounded = (value: number) => format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 })
  const [expected, came] = [t('insight:needs.chart.expected'), t('insight:needs.chart.came')]
  const interval = t('insight:needs.chart.interval')
  return (
    <Chart
      title={t('insight:needs.chart.finding', {
        expected: rounded(data.expected),
        low: rounded(data.low),
        high: rounded(data.high),
      })}
      basis={[
        t('insight:needs.chart.basis', { told: rounded(data.told), came: format.number(data.came) }),
        ...season,
      ].join(' ')}
      option={{
        legend: { data: [came, expected, { name: interval, icon: 'roundRect' }] },
        tooltip: {
          trigger: 'axis',
          valueFormatter: (value: unknown) => (value === null || value === undefined ? '–' : rounded(Number(value))),
        },
        xAxis: { type: 'category', data: items.map(({ day }) => short(day)) },
        yAxis: { type: 'value', name: t('insight:needs.chart.axis'), nameTextStyle: { align: 'left' } },
        series: [
          { type: 'bar', name: came, data: items.map((one) => one.came) },
          {
            type: 'line',
            name: expected,
            showSymbol: false,
            data: items.map((one) => one.expected),
            ...(asOf && {
              markLine: {
                symbol: 'none',
                label: { formatter: t('insight:needs.chart.today') },
                data: [{ xAxis: short(asOf) }],
              },
            }),
          },
          bound({ name: t('insight:needs.chart.low'), data: items.map((one) => one.low) }),
          {
            ...bound({
              name: interval,
              data: items.map((one) => (one.high === null || one.low === null ? null : one.high - one.low)),
            }),
            areaStyle: { opacity: 0.22 },
          },
        ],
      }}
      table={{
        columns: [
          { title: t('insight:needs.chart.day') },
          { title: expected, figure: true },
          { title: interval, figure: true },
          { title: came, figure: true },
        ],
        rows: items.map((one) => [
          format.day(one.day),
          rounded(one.expected),
          one.low === null || one.high === null ? '–' : `${rounded(one.low)}–${rounded(one.high)}`,
          one.came === null ? '–' : format.number(one.came),
        ]),
      }}
    />
  )
}

/** Closer to 1 a season is not worth a word. */
const NOTABLE = 0.05

/** Why the expected line steps at today: as last year had it. */
function useSeason({ season }: Reply): string[] {
  const { t } = useTranslation()
  const format = useFormat()
  if (!season || (Math.abs(season.ahead - 1) < NOTABLE && Math.abs(season.behind - 1) < NOTABLE)) return []
  const change = (of: number) => `${of > 1 ? '+' : ''}${format.percent(of - 1, 0)}`
  return [t('insight:needs.chart.season', { ahead: change(season.ahead), behind: change(season.behind) })]
}

/** The interval is drawn as what lies above its lower bound. */
const bound = ({ name, data }: { name: string; data: (number | null)[] }) => ({
  type: 'line',
  stack: 'interval',
  name,
  data,
  showSymbol: false,
  silent: true,
  lineStyle: { opacity: 0 },
  tooltip: { show: false },
})
