import { type RawBuilder, sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { forbidden, invalid } from '#core/errors.ts'
import { addDays } from '#core/words/dates.ts'
import { monthsBefore, periodOf } from '../../overview/period.ts'
import { shownCurrency } from '../../overview/shown-currency.ts'
import {
  COHORT_MEASURES,
  COHORT_ROWS,
  type DimensionKey,
  dimensionOf,
  measureOf,
  PARETO_MEASURES,
} from '../catalogue-rules.ts'
import type { Query } from '../contract.ts'
import type { Join } from './dimension-sql.ts'
import { filterSql } from './filter-sql.ts'
import { maskedOf, refuseHiddenSegments } from './segments-seen.ts'

/** A question that was checked against the catalogue and the caller's rights, ready to be counted. */
export interface Plan {
  query: Query
  from: string
  to: string
  currency: string
  /** Which facts the filters need: goods are told by lines only. A dimension may need lines where they don't. */
  level: 'order' | 'line'
  where: RawBuilder<unknown>
  /** What the filters need; dimensions add theirs. */
  joins: ReadonlySet<Join>
  seesProfit: boolean
  /** When all of its statements together must be done (milliseconds of the clock). */
  until: number
  /** Classes of fields the caller sees masked. */
  masked: readonly string[]
}

/** A question is several statements; before the connection is given up the person must be told. */
const WHOLE_MS = 12_000

/**
 * Checks a question and turns its filters into conditions.
 * @throws forbidden for a measure that isn't theirs; invalid `explore_invalid`, `explore_key_unknown`, `period_reversed`; `field_masked`.
 */
export async function planOf(ctx: Context, query: Query, kind: Query['kind']): Promise<Plan> {
  refuseNonsense(query, kind)
  const { permission } = measureOf(query.measure)
  if (permission && !may(ctx.actor, permission)) throw forbidden()
  await refuseHiddenSegments(ctx, query)
  const period = await daysOf(ctx, query)
  const { currency } = await shownCurrency(ctx)
  const filters = []
  for (const filter of query.filters) filters.push(await filterSql(ctx, filter))
  const day = query.kind === 'cohort' ? sql`f.first_day` : sql`f.day`
  const { units } = ctx.scope
  return {
    query,
    ...period,
    currency,
    level: query.filters.some((filter) => dimensionOf(filter.dimension).level === 'line') ? 'line' : 'order',
    where: sql.join(
      [
        sql`${day} between ${period.from} and ${period.to}`,
        // The policy says the same; here the planner can use it to choose an index.
        ...(units === 'all' ? [] : [sql`f.unit_id = any(${units}::int[])`]),
        ...(query.kind === 'cohort' ? [sql`f.month >= f.first_month`] : []),
        ...filters.map(({ where }) => where),
      ],
      sql` and `,
    ),
    joins: new Set(filters.flatMap(({ join }) => join ?? [])),
    seesProfit: may(ctx.actor, 'orders.profit'),
    masked: maskedOf(ctx),
    until: Date.now() + WHOLE_MS,
  }
}

function refuseNonsense(query: Query, kind: Query['kind']): void {
  const refuse = (message: string, field: string) => invalid('explore_invalid', message, { field: `query.${field}` })
  const { by, measure } = query
  if (query.kind !== kind) throw refuse(`This call answers questions of the kind ${kind}.`, 'kind')
  if (new Set(by).size < by.length) throw refuse('The two dimensions must be different.', 'by')
  if (kind === 'cohort') {
    if (!(COHORT_MEASURES as readonly string[]).includes(measure))
      throw refuse('Cohorts show customers or revenue.', 'measure')
    if (by.length !== 1 || !COHORT_ROWS.includes(by[0] as DimensionKey)) {
      throw refuse('The rows of cohorts are one dimension of the customer.', 'by')
    }
  }
  if (kind === 'pareto') {
    if (!(PARETO_MEASURES as readonly string[]).includes(measure)) throw refuse('No curve of this measure.', 'measure')
    if (by.length > 0) throw refuse('A curve has no dimension.', 'by')
  }
}

async function daysOf(ctx: Context, { period }: Query): Promise<{ from: string; to: string }> {
  if ('from' in period) return periodOf(ctx, period)
  const { to } = await periodOf(ctx, {})
  if ('all' in period) {
    const { rows } = await sql<{ first: string | null; last: string | null }>`
      select min(day) as first, max(day) as last from insight.sales_days`.execute(ctx.db)
    return { from: rows[0]?.first ?? to, to: rows[0]?.last ?? to }
  }
  return { from: period.unit === 'day' ? addDays(to, 1 - period.last) : monthsBefore(to, period.last - 1), to }
}
