import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { useGo } from '#core/web/use-go.ts'
import { addDays } from '#core/words/dates.ts'
import { boughtAt } from '../addresses.ts'
import { demandOption } from './demand-option.ts'
import type { DemandSeries } from './demand-types.ts'
import { useModelText } from './model-text.ts'
import { usePieces } from './use-pieces.ts'

const SHOWN_WEEKS = 78

/** What was sold a week, and what is expected with its intervals; a week leads to those who bought in it. */
export function DemandChart({ series, name }: { series: DemandSeries; name: string }) {
  const { t } = useTranslation()
  const go = useGo()
  const modelText = useModelText()
  const { pieces, range, weekOfYear: week } = usePieces()
  const history = series.history.slice(-SHOWN_WEEKS)
  const { forecast, next4 } = series
  const words = {
    sold: t('insight:demand.chart.sold'),
    expected: t('insight:demand.chart.expected'),
    at80: t('insight:demand.chart.at80'),
    at95: t('insight:demand.chart.at95'),
    axis: t('insight:demand.chart.axis'),
  }
  const buyersAt = (monday: string) => {
    const what = series.kind === 'product' ? { sku: series.sku ?? '' } : { category: series.key }
    const within = { from: monday, to: addDays(monday, 6) }
    const when = t('insight:demand.chart.inWeek', { week: week(monday) })
    return boughtAt({ ...what, within, name: t('insight:demand.chart.buyers', { name, when }) })
  }
  const pick = (at: number) => {
    // Nobody has bought yet in the weeks ahead.
    const monday = history[at]?.week
    if (monday) go(buyersAt(monday))
  }
  return (
    <Chart
      title={t('insight:demand.chart.finding', { name, mean: pieces(next4.mean), range: range(next4) })}
      basis={modelText(series.judgement, series.lines, series.history.length)}
      height={280}
      option={demandOption({ history, forecast, words, week, pieces, range })}
      table={{
        columns: [
          { title: t('insight:demand.chart.week') },
          { title: words.sold, figure: true },
          { title: words.expected, figure: true },
          { title: words.at80, figure: true },
          { title: words.at95, figure: true },
        ],
        rows: [
          ...forecast
            .toReversed()
            .map((one) => [
              week(one.week),
              '–',
              pieces(one.mean),
              range({ low: one.low80, high: one.high80 }),
              range({ low: one.low95, high: one.high95 }),
            ]),
          ...history.toReversed().map((one) => [
            <PageLink key="week" to={buyersAt(one.week)}>
              {week(one.week)}
            </PageLink>,
            pieces(one.sold),
            '–',
            '–',
            '–',
          ]),
        ],
      }}
      pickAnywhere
      onPick={({ dataIndex }) => pick(dataIndex)}
    />
  )
}
