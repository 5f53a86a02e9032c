import { COHORT_ROWS, dimensionOf, PARETO_MEASURES } from './catalogue-rules.ts'
import type { Query } from './contract.ts'

export const CHART_KINDS = ['table', 'bar', 'line', 'heat', 'cohort', 'pareto'] as const
export type ChartKind = (typeof CHART_KINDS)[number]

/** Which charts say something of a question; a table always does, of cubes. */
export function chartsFor({ kind, by }: Query): ChartKind[] {
  if (kind === 'cohort') return ['cohort']
  if (kind === 'pareto') return ['pareto']
  const [first, second] = by.map((key) => dimensionOf(key))
  if (!first) return ['table']
  const isTime = first.group === 'time' && first.ordered
  return ['table', 'bar', ...(isTime ? (['line'] as const) : []), ...(second ? (['heat'] as const) : [])]
}

/** What a question is shown as when nobody chose. */
export function usualChart(query: Query): ChartKind {
  const charts = chartsFor(query)
  if (query.kind !== 'cube') return charts[0] ?? 'table'
  if (charts.includes('line') && !['weekday', 'hour'].includes(query.by[0] ?? '')) return 'line'
  if (query.by.length === 2 && query.by.every((key) => dimensionOf(key).ordered)) return 'heat'
  return charts.includes('bar') ? 'bar' : 'table'
}

/** The same question as another kind of one, with what that kind can't show replaced. */
export function asKind(query: Query, kind: Query['kind']): Query {
  if (kind === query.kind) return query
  const filters = query.filters
  if (kind === 'pareto') {
    const measure = (PARETO_MEASURES as readonly string[]).includes(query.measure) ? query.measure : 'revenue'
    return { ...query, kind, measure, by: [], filters }
  }
  if (kind === 'cohort') {
    const row = query.by.find((key) => COHORT_ROWS.includes(key)) ?? 'cohort'
    // Who comes back is asked first, whatever was measured before.
    return { ...query, kind, measure: 'customers', by: [row], filters }
  }
  return { ...query, kind, by: query.by.length > 0 && query.by[0] !== 'cohort' ? query.by : ['month'] }
}
