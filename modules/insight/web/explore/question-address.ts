import { readChoices, writeChoices } from '#core/web/filter-field.ts'
import { DIMENSIONS, type DimensionKey, MEASURES, type MeasureKey } from '../../explore/catalogue-rules.ts'
import { CHART_KINDS, type ChartKind, chartsFor, usualChart } from '../../explore/chart-rules.ts'
import type { Filter, Query } from '../../explore/contract.ts'

const FILTER = 'f.'
const isDimension = (key: string): key is DimensionKey => Object.hasOwn(DIMENSIONS, key)
const isMeasure = (key: string): key is MeasureKey => Object.hasOwn(MEASURES, key)

export const filterKey = (dimension: DimensionKey): string => `${FILTER}${dimension}`

/** The question that an address asks; whatever is missing or unknown is the usual. */
export function readQuestion(search: Record<string, string>): { query: Query; chart: ChartKind } {
  const kind = search['kind'] === 'cohort' || search['kind'] === 'pareto' ? search['kind'] : 'cube'
  const measure = search['measure'] ?? ''
  const by = (search['by'] ?? (kind === 'cohort' ? 'cohort' : kind === 'pareto' ? '' : 'month'))
    .split(',')
    .filter(isDimension)
  const filters = Object.entries(search).flatMap(([key, value]): Filter[] => {
    const dimension = key.slice(FILTER.length)
    if (!key.startsWith(FILTER) || !isDimension(dimension) || !value) return []
    const isOut = value.startsWith('!')
    const keys = readKeys(isOut ? value.slice(1) : value)
    return keys.length > 0 ? [isOut ? { dimension, out: keys } : { dimension, in: keys }] : []
  })
  const query: Query = {
    kind,
    measure: isMeasure(measure) ? measure : kind === 'cohort' ? 'customers' : 'revenue',
    by: [...new Set(by)].slice(0, kind === 'cohort' ? 1 : kind === 'pareto' ? 0 : 2),
    filters,
    period: readPeriod(search['period']),
    top: Math.min(Math.max(Math.round(Number(search['top'])) || 12, 1), 50),
  }
  const chart = CHART_KINDS.find((one) => one === search['chart'])
  return { query, chart: chart && chartsFor(query).includes(chart) ? chart : usualChart(query) }
}

/** The search part of an address for a question. */
export function writeQuestion(query: Query, chart?: ChartKind): Record<string, string> {
  const filters = query.filters.map((filter): [string, string] =>
    'in' in filter
      ? [filterKey(filter.dimension), writeKeys(filter.in)]
      : [filterKey(filter.dimension), `!${writeKeys(filter.out)}`],
  )
  return {
    ...(query.kind !== 'cube' && { kind: query.kind }),
    measure: query.measure,
    ...(query.kind !== 'pareto' && { by: query.by.join(',') }),
    ...(chart && chart !== usualChart(query) && { chart }),
    period: writePeriod(query.period),
    ...(query.top !== 12 && { top: String(query.top) }),
    ...Object.fromEntries(filters),
  }
}

export const addressOfQuestion = (query: Query, chart?: ChartKind, more: Record<string, string> = {}): string =>
  `/insight/explore?${new URLSearchParams({ ...writeQuestion(query, chart), ...more })}`

// Between commas nothing would be read as no key; "none" has a name of its own here.
const NONE = '~'
const readKeys = (value: string) => {
  try {
    return readChoices(value).map((key) => (key === NONE ? '' : key))
  } catch {
    // A percent sign that somebody typed.
    return value.split(',').filter(Boolean)
  }
}
// An exclamation mark at the beginning says "not".
const writeKeys = (keys: readonly string[]) =>
  keys.map((key) => writeChoices([key === '' ? NONE : key]).replace(/^!/, '%21')).join(',')
export const NO_KEY = NONE

export function readPeriod(text: string | undefined): Query['period'] {
  const last = /^(\d{1,4})([md])$/.exec(text ?? '')
  if (last) return { last: Math.min(Math.max(Number(last[1]), 1), 1200), unit: last[2] === 'm' ? 'month' : 'day' }
  const days = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text ?? '')
  if (days?.[1] && days[2]) return { from: days[1], to: days[2] }
  return text === 'all' ? { all: true } : { last: 12, unit: 'month' }
}

export function writePeriod(period: Query['period']): string {
  if ('all' in period) return 'all'
  if ('from' in period) return `${period.from}..${period.to}`
  return `${period.last}${period.unit === 'month' ? 'm' : 'd'}`
}
