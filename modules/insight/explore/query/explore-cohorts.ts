import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import { type DimensionKey, dimensionOf } from '../catalogue-rules.ts'
import type { exploreCohortsCall } from '../contract.ts'
import { factsState } from '../facts/facts-state.ts'
import { keyOfNumber } from '../key-rules.ts'
import { summed } from './axis-of.ts'
import { basisOf } from './basis-of.ts'
import { guarded } from './guarded.ts'
import { keptResult } from './kept-results.ts'
import { NOTES, type Sums } from './measure-sql.ts'
import { nameKeys } from './name-keys.ts'
import { type Plan, planOf } from './plan.ts'
import { type Group, runGroups } from './run-groups.ts'

type Reply = ReplyOf<typeof exploreCohortsCall>
type Month = Reply['all'][number]

const MOST_ROWS = 60
const MOST_MONTHS = 24

/**
 * Follows customers over the calendar months since their first purchase, of the period. A customer counts in a month from
 * the day it begins for them, so each month is measured by those for whom it has come. With filters on orders, everything
 * is of those orders, and a cohort is who had one of them.
 */
export async function exploreCohorts(
  ctx: Context,
  { query, ticket }: InputOf<typeof exploreCohortsCall>,
): Promise<Reply> {
  const plan = await planOf(ctx, query, 'cohort')
  const { version } = await factsState(ctx)
  return keptResult(ctx, plan, version, () => guarded(ctx, ticket, () => answer(ctx, plan)))
}

async function answer(ctx: Context, plan: Plan): Promise<Reply> {
  const dimension = plan.query.by[0] as DimensionKey
  const base = plan.query.measure === 'revenue' ? 'revenue' : 'customers'
  const last = await lastMonth(ctx, plan)
  const rowCut = { dimension }
  const cohorts = dimension === 'cohort' ? [rowCut] : [rowCut, { dimension: 'cohort' } as const]
  const sizes = await runGroups(ctx, plan, cohorts, ['customers'])
  const cells = await runGroups(ctx, plan, [rowCut, { dimension: 'monthsSince' }], [base])
  // Who stands in one row only is everybody when the rows are added.
  const adds = dimensionOf(dimension).overlapping !== true
  const everybody = adds ? added(sizes) : await runGroups(ctx, plan, [{ dimension: 'cohort' }], ['customers'])
  const every = adds ? added(cells) : await runGroups(ctx, plan, [{ dimension: 'monthsSince' }], [base])
  const [notes] = await runGroups(ctx, plan, [], NOTES)
  const text = (sums: Sums) =>
    base === 'revenue' ? formatDecimal(sums.revenue ?? 0n, plan.currency) : String(sums.customers ?? 0n)
  const months = (of: readonly Group[], values: readonly Group[]) => monthsOf(of, values, last, text)
  const byRow = Map.groupBy(sizes, (group) => group.keys[0] ?? null)
  const keys = sortedKeys(dimension, byRow)
  const shown = dimensionOf(dimension).ordered ? keys.slice(-MOST_ROWS) : keys.slice(0, MOST_ROWS)
  const names = await nameKeys(ctx, dimension, shown)
  const rows = shown.map((key, at) => {
    const own = byRow.get(key) ?? []
    const values = cells
      .filter((cell) => cell.keys[0] === key)
      .map(({ keys: [, month], sums }) => ({ keys: [month ?? null], sums }))
    return { ...(names[at] ?? { key: '', label: null }), customers: sizeOf(own), months: months(own, values) }
  })
  return {
    ...(await basisOf(ctx, plan, notes?.sums ?? {})),
    measure: plan.query.measure,
    dimension,
    rows,
    more: keys.length - shown.length,
    all: months(everybody, every),
    lastMonth: keyOfNumber('month', last),
  }
}

/** Groups by their last key alone. */
const added = (groups: readonly Group[]): Group[] =>
  [...Map.groupBy(groups, ({ keys }) => keys.at(-1) ?? null)].map(([key, some]) => ({
    keys: [key],
    sums: summed(some),
  }))

const sizeOf = (groups: readonly Group[]) => Number(groups.reduce((sum, { sums }) => sum + (sums.customers ?? 0n), 0n))

function sortedKeys(dimension: DimensionKey, byRow: Map<string | null, Group[]>): (string | null)[] {
  const keys = [...byRow.keys()]
  if (!dimensionOf(dimension).ordered)
    return keys.sort((a, b) => sizeOf(byRow.get(b) ?? []) - sizeOf(byRow.get(a) ?? []))
  return keys.sort((a, b) => (a === null ? 1 : b === null ? -1 : Number(a) - Number(b)))
}

/** `of`: customers by the month of their first purchase, the last of the keys. */
function monthsOf(of: readonly Group[], values: readonly Group[], last: number, text: (sums: Sums) => string): Month[] {
  const firsts = of.map(({ keys, sums }) => ({ month: Number(keys.at(-1)), customers: Number(sums.customers ?? 0n) }))
  const earliest = Math.min(...firsts.map(({ month }) => month))
  const known = new Map(values.map(({ keys, sums }) => [Number(keys[0]), sums]))
  const length = firsts.length > 0 ? Math.min(MOST_MONTHS, last - earliest) + 1 : 0
  return Array.from({ length: Math.max(length, 0) }, (_, since) => {
    const come = firsts.filter(({ month }) => month + since <= last).reduce((sum, one) => sum + one.customers, 0)
    return come > 0 ? { customers: come, value: text(known.get(since) ?? {}) } : null
  })
}

/** The month of the last sale in the caller's scope: for nobody a later one has come. */
async function lastMonth(ctx: Context, plan: Plan): Promise<number> {
  const { rows } = await sql<{ last: string | null }>`select max(day) as last from insight.sales_days`.execute(ctx.db)
  const last = rows[0]?.last ?? plan.to
  return Number(last.slice(0, 4)) * 12 + Number(last.slice(5, 7)) - 1
}
