import { sql } from 'kysely'
import { addDays } from '#core/words/dates.ts'
import { parseDecimal } from '#core/words/money.ts'
import { beginBefore, beginOf, dayAhead, type FilterScene } from '../list/filter-scene.ts'
import { inRegions } from '../list/prefix-ranges.ts'
import { allOf, type SqlPart } from '../list/sql-part.ts'
import type { Bought, Need, Offer, Touched, Usage, Within } from './condition.ts'

/** Customers by what they did: the statement that finds them, and whether those it doesn't find are meant. */
export interface Found {
  statement: SqlPart
  /** Who did nothing at all fits; then the statement finds those who don't. */
  others: boolean
}

type Only = readonly string[] | null

/** Who bought so much of something in a time. `only`: looks at these customers and no others. */
export function boughtSql(asked: Bought, scene: FilterScene, only: Only): Found {
  const { category, sku, brand, measure } = asked
  const of = [
    ...(category === undefined ? [] : [inRegions(sql`p.category_path`, [category])]),
    ...(sku === undefined ? [] : [sql`p.sku = ${sku}`]),
    ...(brand === undefined ? [] : [sql`p.brand = ${brand}`]),
  ]
  const total = {
    times: sql`count(distinct p.order_id) filter (where p.kind = 'sale') * 1000000`,
    quantity: sql`sum(p.quantity) * 1000000`,
    amount: sql`sum(p.revenue_micro * r.rate)`,
  }[measure]
  // An amount in a currency without a rate can't be compared, so it is left out, as it is everywhere.
  const rates = measure === 'amount' ? sql`join facts.currency_rates r on r.currency = p.currency` : sql``
  const where = [
    sql`not p.is_anonymous`,
    ...of,
    ...during(sql`p.ordered_at`, asked.within, scene),
    ...among(sql`p.customer_id`, only),
  ]
  const { having, others } = compared(total, asked.compare, parseDecimal(asked.value) ?? 0n)
  const statement = sql`
    select p.customer_id from facts.purchases p ${rates} where ${allOf(where)}
    group by p.customer_id having ${having}`
  return { statement, others }
}

/** Who had so many rows of a kind on their timeline in a time. */
export function touchedSql(asked: Touched, scene: FilterScene, only: Only): Found {
  const { kind, channel, direction } = asked
  const where = [
    ...(kind === undefined ? [] : [sql`i.kind = ${kind}`]),
    ...(channel === undefined ? [] : [sql`i.channel = ${channel}`]),
    ...(direction === undefined ? [] : [sql`i.direction = ${direction}`]),
    ...during(sql`i.occurred_at`, asked.within, scene),
    ...among(sql`i.customer_id`, only),
  ]
  const { having, others } = compared(sql`count(*)`, asked.compare, BigInt(asked.value))
  const statement = sql`
    select i.customer_id from facts.interactions i where ${allOf(where)} group by i.customer_id having ${having}`
  return { statement, others }
}

/** Who stands in these cells of a category's usage and loyalty. */
export function usageSql({ category, usage, loyalty }: Usage, only: Only): Found {
  const where = [
    sql`u.category = ${category}`,
    ...(usage === undefined ? [] : [sql`u.usage = any(${usage}::text[])`]),
    ...(loyalty === undefined ? [] : [sql`u.loyalty = any(${loyalty}::text[])`]),
    ...among(sql`u.customer_id`, only),
  ]
  return { statement: sql`select u.customer_id from facts.customer_usage u where ${allOf(where)}`, others: false }
}

/** Whose next purchase of a category, of one below it, or of any stands so, and is due by then. */
export function needSql({ category, states, dueWithin }: Need, scene: FilterScene, only: Only): Found {
  const where = [
    ...(category === undefined ? [] : [inRegions(sql`n.category_path`, [category])]),
    sql`n.state = any(${states}::text[])`,
    ...(dueWithin === undefined ? [] : [sql`n.due_on <= ${dayAhead(scene, dueWithin)}::date`]),
    ...among(sql`n.customer_id`, only),
  ]
  return {
    statement: sql`select distinct n.customer_id from facts.category_needs n where ${allOf(where)}`,
    others: false,
  }
}

/** To whom a product would be offered. */
export function offerSql({ sku, kind, first }: Offer, only: Only): Found {
  const product = sql`(select p.product_id from facts.products p where p.sku = ${sku})`
  const where = [
    sql`r.product_ids @> array[${product}]`,
    sql`r.product_id = ${product}`,
    ...(kind === undefined ? [] : [sql`r.kind = ${kind}`]),
    ...(first === undefined ? [] : [sql`r.rank <= ${first}::int`]),
    ...among(sql`r.customer_id`, only),
  ]
  return { statement: sql`select r.customer_id from facts.recommendations r where ${allOf(where)}`, others: false }
}

const COMPARE = {
  atLeast: { fits: (total: bigint, value: bigint) => total >= value, yes: sql`>=`, no: sql`<` },
  atMost: { fits: (total: bigint, value: bigint) => total <= value, yes: sql`<=`, no: sql`>` },
  exactly: { fits: (total: bigint, value: bigint) => total === value, yes: sql`=`, no: sql`<>` },
}

function compared(total: SqlPart, by: keyof typeof COMPARE, value: bigint): { having: SqlPart; others: boolean } {
  const { fits, yes, no } = COMPARE[by]
  const others = fits(0n, value)
  return { others, having: sql`${total} ${others ? no : yes} ${value.toString()}::numeric` }
}

function during(column: SqlPart, within: Within, scene: FilterScene): SqlPart[] {
  if (!within) return []
  if ('days' in within) return [sql`${column} >= ${beginBefore(scene, within.days)}`]
  const { from, to } = within
  return [
    ...(from === undefined ? [] : [sql`${column} >= ${beginOf(scene, from)}`]),
    ...(to === undefined ? [] : [sql`${column} < ${beginOf(scene, addDays(to, 1))}`]),
  ]
}

const among = (column: SqlPart, only: Only): SqlPart[] => (only ? [sql`${column} = any(${only}::uuid[])`] : [])
