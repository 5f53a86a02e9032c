import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import { addDays, dayOf, startOfDay } from '#core/words/dates.ts'
import { dayNumber, FIRST_DAY } from '../compute/day-number.ts'
import { brandsOf } from './compute/brands-of.ts'
import { LOYALTIES, USAGES } from './compute/usage-columns.ts'
import { type UsageLines, usageOfLines } from './compute/usage-of-lines.ts'
import type { previewUsageRuleCall } from './contract.ts'
import { usageBasis } from './usage-basis.ts'
import type { UsageRule } from './usage-rule.ts'
import { usageRuleSetting } from './usage-rule.ts'

type Reply = ReplyOf<typeof previewUsageRuleCall>
type Counts = Pick<Reply, 'limits'> & { cells: Reply['after'] }

/** So many are looked at in a moment, whatever the size of the shop. */
const SAMPLE = 3000

/**
 * One category's cells by the rule of today and by another, from the purchases themselves. Of a greater shop 3,000
 * customers are looked at, the same each time, and their counts scaled up. Inside a unit's scope they are its customers
 * and purchases, so an estimate of what the whole company's would say.
 */
export async function previewUsageRule(
  ctx: Context,
  { rule, category }: InputOf<typeof previewUsageRuleCall>,
): Promise<Reply> {
  const { ids, all } = await someCustomers(ctx)
  const zone = await readSetting(ctx, timeZone)
  const { basis } = await usageBasis(ctx)
  const asOf = basis.computed?.asOf ?? dayOf(ctx.now, zone)
  const today = await readSetting(ctx, usageRuleSetting)
  const { lines, brands } = await readLines(ctx, { asOf, zone, days: Math.max(rule.days, today.days), ids, category })
  const scale = ids.length < all ? all / ids.length : 1
  const count = (by: UsageRule): Counts => {
    const found = usageOfLines(lines, {
      from: dayNumber(asOf) + 1 - by.days,
      to: dayNumber(asOf),
      customers: ids.length,
      paths: [[0]],
      pathCount: 1,
      brands: brandsOf(brands, by.loyalty.storeBrands),
      rule: by,
    })
    const cells = new Map<string, Reply['after'][number]>()
    for (let row = 0; row < found.path.length; row++) {
      const [usage, loyalty] = [USAGES[found.usage[row] as number], LOYALTIES[found.loyalty[row] as number]]
      const key = `${usage} ${loyalty}`
      const cell = cells.get(key) ?? ({ usage, loyalty, customers: 0 } as Reply['after'][number])
      cells.set(key, { ...cell, customers: cell.customers + 1 })
    }
    return {
      limits: { heavyFrom: piecesOf(found.limits.heavyFrom), mediumFrom: piecesOf(found.limits.mediumFrom) },
      cells: [...cells.values()].map((cell) => ({ ...cell, customers: Math.round(cell.customers * scale) })),
    }
  }
  const [now, then] = [count(today), count(rule)]
  return { sampled: scale > 1 ? ids.length : null, limits: then.limits, before: now.cells, after: then.cells }
}

const piecesOf = ([thousandths = Number.NaN]: Float64Array) => (Number.isNaN(thousandths) ? null : thousandths / 1000)

interface Asked {
  asOf: string
  zone: string
  days: number
  ids: readonly string[]
  category: string
}

interface Line {
  customer: number
  order: number
  brand: string | null
  day: number
  quantity: number
  revenue: number
  isSale: boolean
}

/** What these customers bought of the category, numbered by their place. */
async function readLines(
  ctx: Context,
  { asOf, zone, days, ids, category }: Asked,
): Promise<{ lines: UsageLines; brands: string[] }> {
  const [begin, end] = [startOfDay(addDays(asOf, 1 - days), zone), startOfDay(addDays(asOf, 1), zone)]
  const { rows } = await sql<Line>`
    select (g.place - 1)::int as customer, uuid_hash(p.order_id) as order, nullif(btrim(p.brand), '') as brand,
      (p.ordered_at at time zone ${zone})::date - ${FIRST_DAY}::date as day, p.quantity::float8 as quantity,
      coalesce(p.revenue_micro * r.rate, 0)::float8 as revenue, p.kind = 'sale' as "isSale"
    from unnest(${ids}::uuid[]) with ordinality g (customer_id, place) join facts.purchases p using (customer_id)
    left join facts.currency_rates r using (currency)
    where not p.is_anonymous and p.ordered_at >= ${begin} and p.ordered_at < ${end}
      and (p.category_path = ${category} or starts_with(p.category_path, ${`${category}/`}))`.execute(ctx.db)
  const brands = [...new Set(rows.flatMap(({ brand }) => brand ?? []))]
  const places = new Map(brands.map((name, at) => [name, at]))
  return {
    brands,
    lines: {
      customer: Int32Array.from(rows, (row) => row.customer),
      order: Int32Array.from(rows, (row) => row.order),
      category: new Int32Array(rows.length),
      brand: Int32Array.from(rows, ({ brand }) => (brand === null ? -1 : (places.get(brand) ?? -1))),
      day: Int32Array.from(rows, (row) => row.day),
      quantity: Float32Array.from(rows, (row) => row.quantity),
      revenue: Float64Array.from(rows, (row) => row.revenue),
      isSale: Uint8Array.from(rows, (row) => Number(row.isSale)),
    },
  }
}

async function someCustomers(ctx: Context): Promise<{ ids: string[]; all: number }> {
  const { rows } = await sql<{ ids: string[]; all: number }>`
    with everybody as materialized (select customer_id from facts.customers where listed)
    select (select count(*)::int from everybody) as all, array(
      select customer_id from everybody order by hashtextextended(customer_id::text, 0) limit ${SAMPLE}) as ids`.execute(
    ctx.db,
  )
  return rows[0] ?? { ids: [], all: 0 }
}
