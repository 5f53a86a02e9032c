import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { useGo } from '#core/web/use-go.ts'
import type { Overview } from './cleaning-page.tsx'
import { customersOfQuality } from './customers-with.ts'

type Quality = Overview['quality']
const GOOD = 80
/** One day is no trend. */
const LEAST_DAYS = 2

/** Average and spread of the scores, and how the average went from day to day. */
export function QualityCharts({ quality }: { quality: Quality }) {
  const { t } = useTranslation()
  const format = useFormat()
  const average = format.number(quality.average ?? 0, { maximumFractionDigits: 1 })
  return (
    <section className="panel quality-charts">
      <div className="headline">
        <span className="figure">{average}</span>
        <span className="faint">{t('customers:cleaning.quality.of', { count: quality.customers })}</span>
      </div>
      <SpreadChart quality={quality} />
      {quality.days.length >= LEAST_DAYS && <TrendChart days={quality.days} />}
    </section>
  )
}

const rangeOf = (ten: number): [number, number] => [ten * 10, ten === 9 ? 100 : ten * 10 + 9]

function SpreadChart({ quality: { spread, customers } }: { quality: Quality }) {
  const { t } = useTranslation()
  const format = useFormat()
  const go = useGo()
  const labels = spread.map((_, ten) => rangeOf(ten).join('–'))
  const good = spread.slice(GOOD / 10).reduce((sum, n) => sum + n, 0)
  return (
    <Chart
      title={t('customers:cleaning.quality.finding', { share: format.percent(good / customers, 0) })}
      option={{
        tooltip: { trigger: 'axis' },
        xAxis: { type: 'category', data: labels, name: t('customers:cleaning.quality.points') },
        yAxis: { type: 'value', name: t('customers:cleaning.quality.customers'), minInterval: 1 },
        series: [{ type: 'bar', name: t('customers:cleaning.quality.customers'), data: spread }],
      }}
      table={{
        columns: [
          { title: t('customers:cleaning.quality.points') },
          { title: t('customers:cleaning.quality.customers'), figure: true },
        ],
        rows: spread.map((n, ten) => [labels[ten], format.number(n)]),
      }}
      height={190}
      onPick={({ dataIndex }) => go(customersOfQuality(...rangeOf(dataIndex)))}
    />
  )
}

function TrendChart({ days }: { days: Quality['days'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [first, last] = [days[0]?.average ?? 0, days.at(-1)?.average ?? 0]
  const change = Math.round((last - first) * 10) / 10
  const said = change === 0 ? 'same' : change > 0 ? 'up' : 'down'
  const points = format.number(Math.abs(change), { maximumFractionDigits: 1 })
  return (
    <Chart
      title={t(`customers:cleaning.quality.trend.${said}`, { points, day: format.day(days[0]?.day ?? '') })}
      option={{
        tooltip: { trigger: 'axis' },
        xAxis: { type: 'category', data: days.map(({ day }) => format.day(day)) },
        yAxis: { type: 'value', name: t('customers:cleaning.quality.points'), scale: true, max: 100 },
        series: [
          {
            type: 'line',
            name: t('customers:cleaning.quality.average'),
            data: days.map(({ average }) => Math.round(average * 10) / 10),
          },
        ],
      }}
      table={{
        columns: [
          { title: t('customers:cleaning.quality.day') },
          { title: t('customers:cleaning.quality.average'), figure: true },
        ],
        rows: days.map(({ day, average }) => [format.day(day), format.number(average, { maximumFractionDigits: 1 })]),
      }}
      height={150}
    />
  )
}
