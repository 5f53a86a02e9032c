import { useTranslation } from 'react-i18next'
import { PlainTable } from '#core/web/plain-table.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { Demand } from './demand-types.ts'

/** How well the forecasts did on weeks they had not seen, beside last year's same weeks, by kind of goods. */
export function DemandQuality({ quality }: { quality: NonNullable<Demand['quality']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const error = (value: number | null) =>
    value === null ? '–' : format.number(value, { maximumFractionDigits: 2, minimumFractionDigits: 2 })
  const share = (value: number | null) => (value === null ? '–' : format.percent(value, 0))
  const rows = quality.classes.filter(({ series }) => series > 0)
  const title = t('insight:demand.quality.title')
  return (
    <section className="panel wide">
      <h2>{title}</h2>
      <p className="basis">{finding()}</p>
      {rows.length > 0 && (
        <div className="scrolled">
          <PlainTable
            label={title}
            data={{
              columns: [
                { title: t('insight:demand.quality.kind') },
                ...(
                  ['series', 'measured', 'mase', 'naive', 'rmsse', 'naiveRmsse', 'coverage', 'sumCoverage'] as const
                ).map((name) => ({
                  title: t(`insight:demand.quality.${name}`),
                  figure: true,
                })),
              ],
              rows: rows.map((row) => [
                t(`insight:demand.class.${row.demandClass}`),
                format.number(row.series),
                format.number(row.measured),
                error(row.mase),
                error(row.naive),
                error(row.rmsse),
                error(row.naiveRmsse),
                share(row.coverage),
                share(row.sumCoverage),
              ]),
            }}
          />
        </div>
      )}
      {quality.coverage !== null && <p className="basis">{held()}</p>}
      <p className="basis">{t('insight:demand.quality.how')}</p>
      {!quality.hasSeasons && <p className="basis">{t('insight:demand.quality.noSeasons')}</p>}
    </section>
  )

  /** What the intervals promise, and what came of it, on products and on what is summed up. */
  function held(): string {
    const { coverage, sumCoverage, categories } = quality
    const of = (count: number, weeks: number | null, sums: number | null) => ({
      count,
      weeks: share(weeks),
      sums: share(sums),
    })
    return [
      t('insight:demand.quality.heldProducts', of(quality.products, coverage, sumCoverage)),
      ...(categories.coverage === null
        ? []
        : [
            t(
              'insight:demand.quality.heldCategories',
              of(categories.series, categories.coverage, categories.sumCoverage),
            ),
          ]),
    ].join(t('insight:demand.join'))
  }

  function finding(): string {
    const { state, mase, naive, products } = quality
    if (state === 'too_little_data' || mase === null || naive === null || naive <= 0)
      return t('insight:demand.quality.tooFew')
    if (state === 'stepped_aside') return t('insight:demand.quality.aside', { count: products })
    return t('insight:demand.quality.finding', {
      count: products,
      share: format.percent(Math.abs(1 - mase / naive), 0),
    })
  }
}
