import type { ChartKind } from './chart-rules.ts'
import type { Query } from './contract.ts'

export interface ReadyMade {
  /** Its name stands in the words of the page. */
  key: string
  chart: ChartKind
  query: Query
}

const cube = (measure: Query['measure'], by: Query['by'], period: Query['period'] = YEAR()): Query => ({
  kind: 'cube',
  measure,
  by,
  filters: [],
  period,
  top: 12,
})
function YEAR(): Query['period'] {
  return { last: 12, unit: 'month' }
}
const TWO_YEARS: Query['period'] = { last: 24, unit: 'month' }

/** Questions that a shop asks first, so that nobody begins with an empty page. */
export const READY_MADE: readonly ReadyMade[] = [
  { key: 'salesByMonth', chart: 'line', query: cube('revenue', ['month'], TWO_YEARS) },
  { key: 'salesByChannel', chart: 'line', query: { ...cube('revenue', ['month', 'channel']), top: 5 } },
  { key: 'categories', chart: 'bar', query: cube('revenue', ['category1']) },
  { key: 'newAndReturning', chart: 'bar', query: cube('customers', ['month', 'newness']) },
  { key: 'retention', chart: 'cohort', query: { ...cube('customers', ['cohort']), kind: 'cohort' } },
  { key: 'concentration', chart: 'pareto', query: { ...cube('revenue', []), kind: 'pareto' } },
  { key: 'busyHours', chart: 'heat', query: cube('orders', ['weekday', 'hour']) },
  { key: 'basketByClass', chart: 'bar', query: cube('basket', ['class']) },
  { key: 'returns', chart: 'bar', query: cube('returnRate', ['category1']) },
  { key: 'ordersInLife', chart: 'bar', query: cube('orders', ['nth']) },
]

/** The dashboard there is before anybody made one. */
export const READY_DASHBOARD = {
  key: 'business',
  tiles: [
    ...['salesByMonth', 'salesByChannel', 'categories', 'newAndReturning', 'retention', 'concentration', 'busyHours'],
    'returns',
  ],
  wide: ['salesByMonth', 'retention'],
} as const
