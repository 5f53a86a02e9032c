import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FilterSentence } from '#core/web/filter-sentence.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useMay } from '#core/web/use-may.ts'
import {
  COHORT_MEASURES,
  COHORT_ROWS,
  DIMENSIONS,
  type DimensionKey,
  dimensionOf,
  MEASURES,
  type MeasureKey,
  measureOf,
  PARETO_MEASURES,
} from '../../explore/catalogue-rules.ts'
import { asKind, type ChartKind, chartsFor } from '../../explore/chart-rules.ts'
import type { Query } from '../../explore/contract.ts'
import { PeriodChoice } from './period-choice.tsx'
import { useFilterFields } from './use-filter-fields.ts'

const GROUPS = ['time', 'goods', 'order', 'place', 'customer'] as const

interface SentenceBarProps {
  query: Query
  chart: ChartKind
  days: { from: string; to: string } | undefined
  onChange(query: Query, chart?: ChartKind): void
}

/** The question as a sentence whose parts can be changed where they stand. */
export function SentenceBar({ query, chart, days, onChange }: SentenceBarProps) {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const fields = useFilterFields()
  const filters = Object.fromEntries(fields.flatMap(({ key }) => (search[key] ? [[key, search[key]]] : [])))
  return (
    <section className="explore-bar" aria-label={t('insight:explore.question')}>
      <div className="explore-sentence">
        <Segmented
          aria-label={t('insight:explore.kind.label')}
          value={query.kind}
          options={(['cube', 'cohort', 'pareto'] as const).map((value) => ({
            value,
            label: t(`insight:explore.kind.${value}`),
          }))}
          onChange={(kind) => onChange(asKind(query, kind))}
        />
        <MeasureChoice query={query} onChange={(measure) => onChange({ ...query, measure })} />
        {query.kind !== 'pareto' && <ByChoice query={query} onChange={(by) => onChange({ ...query, by })} />}
        <span>
          {t(query.kind === 'cohort' ? 'insight:explore.sentence.firstBought' : 'insight:explore.sentence.during')}
        </span>
        <PeriodChoice
          period={query.period}
          days={days}
          onChange={(period) => period && onChange({ ...query, period })}
        />
        {query.kind === 'cube' && query.by.some((key) => dimensionOf(key).large) && (
          <Select
            aria-label={t('insight:explore.sentence.top')}
            value={query.top}
            popupMatchSelectWidth={false}
            options={[5, 8, 12, 20, 50].map((value) => ({
              value,
              label: t('insight:explore.sentence.topOf', { count: value }),
            }))}
            onChange={(top) => onChange({ ...query, top })}
          />
        )}
      </div>
      <div className="explore-sentence">
        <span>{t('insight:explore.sentence.where')}</span>
        <FilterSentence fields={fields} filters={filters} onChange={set} />
        {chartsFor(query).length > 1 && (
          <Segmented
            className="explore-charts"
            aria-label={t('insight:explore.chart.label')}
            value={chart}
            options={chartsFor(query).map((value) => ({ value, label: t(`insight:explore.chart.${value}`) }))}
            onChange={(value) => onChange(query, value)}
          />
        )}
      </div>
    </section>
  )
}

function MeasureChoice({ query, onChange }: { query: Query; onChange(measure: MeasureKey): void }) {
  const { t } = useTranslation()
  const may = useMay()
  const all: readonly MeasureKey[] =
    query.kind === 'cohort'
      ? COHORT_MEASURES
      : query.kind === 'pareto'
        ? PARETO_MEASURES
        : (Object.keys(MEASURES) as MeasureKey[])
  const own = all.filter((key) => may(measureOf(key).permission ?? 'insight.read'))
  const prefix = query.kind === 'cohort' ? 'insight:explore.cohort.measure' : 'insight:explore.measure'
  return (
    <Select
      aria-label={t('insight:explore.sentence.measure')}
      className="measure"
      value={query.measure}
      popupMatchSelectWidth={false}
      options={own.map((value) => ({
        value,
        label: t(`${prefix}.${value}`),
        title: t(`insight:explore.meaning.${value}`),
      }))}
      onChange={onChange}
    />
  )
}

function ByChoice({ query, onChange }: { query: Query; onChange(by: DimensionKey[]): void }) {
  const { t } = useTranslation()
  const [first, second] = query.by
  const isCohort = query.kind === 'cohort'
  const all = isCohort ? COHORT_ROWS : (Object.keys(DIMENSIONS) as DimensionKey[])
  const options = (without: DimensionKey | undefined) =>
    GROUPS.map((group) => ({
      label: t(`insight:explore.group.${group}`),
      options: all
        .filter((key) => dimensionOf(key).group === group && key !== without)
        .map((value) => ({ value, label: t(`insight:explore.dimension.${value}`) })),
    })).filter((group) => group.options.length > 0)
  const set = (at: number, value: DimensionKey | undefined) => {
    const by = [...query.by]
    if (value) by[at] = value
    else by.splice(at, 1)
    onChange(by)
  }
  const search = { optionFilterProp: 'label' }
  return (
    <>
      <span>{t('insight:explore.sentence.by')}</span>
      <Select
        aria-label={t('insight:explore.sentence.first')}
        value={first}
        placeholder={t('insight:explore.sentence.nothing')}
        popupMatchSelectWidth={false}
        showSearch={search}
        allowClear={!isCohort}
        options={options(second)}
        onChange={(value) => set(0, value)}
      />
      {first && !isCohort && (
        <>
          <span>{t('insight:explore.sentence.and')}</span>
          <Select
            aria-label={t('insight:explore.sentence.second')}
            value={second}
            placeholder={t('insight:explore.sentence.nothing')}
            popupMatchSelectWidth={false}
            showSearch={search}
            allowClear
            options={options(first)}
            onChange={(value) => set(1, value)}
          />
        </>
      )}
    </>
  )
}
