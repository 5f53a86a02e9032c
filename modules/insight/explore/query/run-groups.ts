import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { type DimensionKey, dimensionOf, OTHERS } from '../catalogue-rules.ts'
import { DIMENSION_SQL, fromFacts } from './dimension-sql.ts'
import { keepTime } from './guarded.ts'
import { type Base, countSql, isCount, isSum, type Sums, sumSql } from './measure-sql.ts'
import type { Plan } from './plan.ts'

/** A dimension to group by; with `kept` all keys but these become one. */
export interface Cut {
  dimension: DimensionKey
  kept?: readonly (string | null)[]
}

export interface Group {
  /** As the database has them: numbers and words as text, null for none, `OTHERS`. */
  keys: (string | null)[]
  sums: Sums
}

/** Nobody's number, and nobody's tag. */
const OTHER_NUMBER = -2_147_483_648
const OTHER_TEXT = '\u0001'

/** Counts the bases of a plan for each group of keys; one group without cuts. */
export async function runGroups(
  ctx: Context,
  plan: Plan,
  cuts: readonly Cut[],
  bases: readonly Base[],
): Promise<Group[]> {
  const plain = bases.filter((base) => base !== 'customers')
  const groups = plain.length > 0 ? await read(ctx, plan, plain, statement(plan, cuts, plain), cuts) : []
  if (!bases.includes('customers')) return groups
  const buyers = await read(ctx, plan, ['customers'], buyersStatement(plan, cuts), cuts)
  const known = new Map(groups.map((group) => [JSON.stringify(group.keys), group]))
  for (const group of buyers) {
    const before = known.get(JSON.stringify(group.keys))
    if (before) before.sums.customers = group.sums.customers ?? 0n
    else groups.push(group)
  }
  return groups
}

/** Which facts are read for these cuts, and what stands beside them. */
function source(plan: Plan, cuts: readonly Cut[]) {
  const lines = plan.level === 'line' || cuts.some(({ dimension }) => dimensionOf(dimension).level === 'line')
  const level = lines ? 'line' : 'order'
  const joins = new Set([...plan.joins, ...cuts.flatMap(({ dimension }) => DIMENSION_SQL[dimension].join ?? [])])
  const own = cuts.flatMap((cut) => ownKeysOnly(plan, cut))
  return {
    level,
    from: fromFacts(level, joins, plan.masked),
    where: sql.join([plan.where, ...own], sql` and `),
  } as const
}

/** Of a customer with several values only those that were asked for. */
function ownKeysOnly(plan: Plan, { dimension }: Cut): RawBuilder<unknown>[] {
  if (!dimensionOf(dimension).overlapping) return []
  const { key } = DIMENSION_SQL[dimension]
  return plan.query.filters.flatMap((filter) => {
    if (filter.dimension !== dimension) return []
    const keys = 'in' in filter ? filter.in : filter.out
    const none = keys.includes('') ? sql`${key} is null` : sql`false`
    const found = sql`(${none} or coalesce(${key}::text = any(${keys}::text[]), false))`
    return ['in' in filter ? found : sql`not ${found}`]
  })
}

function keyOf({ dimension, kept }: Cut): RawBuilder<unknown> {
  const { key } = DIMENSION_SQL[dimension]
  if (!kept) return key
  const isText = dimensionOf(dimension).keys === 'text'
  const some = kept.filter((one) => one !== null)
  const other = isText ? sql`${OTHER_TEXT}::text` : sql`${sql.lit(OTHER_NUMBER)}`
  const list = isText ? sql`${some}::text[]` : sql`${some.map(Number)}::int[]`
  const none = kept.includes(null) ? sql`when ${key} is null then null` : sql``
  return sql`case ${none} when ${key} = any(${list}) then ${key} else ${other} end`
}

const named = (cuts: readonly Cut[]) => cuts.map((cut, at) => sql`${keyOf(cut)} as ${sql.ref(`k${at}`)}`)
const names = (cuts: readonly Cut[]) => cuts.map((_, at) => sql.ref(`k${at}`))
const grouped = (columns: readonly RawBuilder<unknown>[]) =>
  columns.length > 0 ? sql`group by ${sql.join(columns)}` : sql``
const places = (count: number) => Array.from({ length: count }, (_, at) => sql`${sql.lit(at + 1)}`)

function statement(plan: Plan, cuts: readonly Cut[], bases: readonly Base[]): RawBuilder<unknown> {
  const { level, from, where } = source(plan, cuts)
  const sums = bases.filter(isSum)
  const counts = bases.filter(isCount)
  const first = firstLinesOf(plan, cuts)
  if (level === 'order' || counts.length === 0 || first !== null) {
    const columns = [
      ...named(cuts),
      ...sums.map((base) => sql`${sumSql(base, level)} as ${sql.ref(base)}`),
      ...counts.map((base) => sql`${countSql(base)} as ${sql.ref(base)}`),
    ]
    // Counts speak of `o`: the fact of a whole order, or the first line of an order with that key.
    const isFirst = level === 'line' && first !== null ? sql`where f.firsts & ${sql.lit(first)} <> 0` : sql``
    const orders =
      counts.length > 0
        ? sql`left join lateral (select f.is_return, f.is_purchase, f.nth, f.is_anonymous, f.is_unrated ${isFirst}) o on true`
        : sql``
    return sql`select ${sql.join(columns)} from ${from} ${orders} where ${where} ${grouped(places(cuts.length))}`
  }
  // Of lines every order is counted once, so orders are gathered first.
  const inner = [
    ...named(cuts),
    ...sums.map((base) => sql`${sumSql(base, level)} as ${sql.ref(base)}`),
    sql`bool_or(f.is_return) as is_return, bool_or(f.is_purchase) as is_purchase, min(f.nth) as nth,
      bool_or(f.is_anonymous) as is_anonymous, bool_or(f.is_unrated) as is_unrated`,
  ]
  const outer = [
    ...names(cuts),
    ...sums.map((base) => sql`sum(o.${sql.ref(base)}) as ${sql.ref(base)}`),
    ...counts.map((base) => sql`${countSql(base)} as ${sql.ref(base)}`),
  ]
  return sql`
    select ${sql.join(outer)} from (
      select ${sql.join(inner)} from ${from} where ${where} group by ${sql.join([...places(cuts.length), sql`f.order_id`])}
    ) o ${grouped(names(cuts))}`
}

const FIRSTS: Partial<Record<DimensionKey, number>> = {
  product: 1,
  brand: 2,
  category1: 4,
  category2: 8,
  category3: 16,
  priceBand: 32,
}

/**
 * The bit of lines by which orders are counted without gathering them: where the lines are cut by one thing alone, and all
 * lines of an order are there.
 */
function firstLinesOf(plan: Plan, cuts: readonly Cut[]): number | null {
  const ofLines = cuts.filter(({ dimension }) => dimensionOf(dimension).level === 'line')
  const [one] = ofLines
  if (plan.level === 'line' || !one || ofLines.length > 1 || one.kept) return null
  return FIRSTS[one.dimension] ?? null
}

/** Customers who bought something that they kept, each once a group. */
function buyersStatement(plan: Plan, cuts: readonly Cut[]): RawBuilder<unknown> {
  const { from, where } = source(plan, cuts)
  const columns = [...named(cuts), sql`f.customer_id`]
  return sql`
    select ${sql.join([...names(cuts), sql`count(*) as customers`])} from (
      select ${sql.join(columns)} from ${from} where ${where} and f.is_purchase and not f.is_anonymous
      group by ${sql.join([...places(cuts.length), sql`f.customer_id`])}
    ) b ${grouped(names(cuts))}`
}

async function read(
  ctx: Context,
  plan: Plan,
  bases: readonly Base[],
  asked: RawBuilder<unknown>,
  cuts: readonly Cut[],
): Promise<Group[]> {
  const columns = [
    ...names(cuts).map((name) => sql`${name}::text as ${name}`),
    ...bases.map((base) => sql`coalesce(${sql.ref(base)}, 0)::bigint as ${sql.ref(base)}`),
  ]
  await keepTime(ctx, plan.until)
  const { rows } = await sql<Record<string, unknown>>`select ${sql.join(columns)} from (${asked}) g`.execute(ctx.db)
  return rows.map((row) => ({
    keys: cuts.map((_, at) => readKey(row[`k${at}`] as string | null)),
    sums: Object.fromEntries(bases.map((base) => [base, row[base] as bigint])),
  }))
}

const readKey = (key: string | null) => (key === String(OTHER_NUMBER) || key === OTHER_TEXT ? OTHERS : key)
