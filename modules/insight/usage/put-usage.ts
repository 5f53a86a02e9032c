import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { float8s, int4s, int8s, texts, uuids } from '#core/database/column-bytes.ts'
import { type CopiedRow, copyRows } from '#core/database/copy-rows.ts'
import type { Sales } from '../predict/read-sales.ts'
import { LOYALTIES, USAGES, type UsageColumns } from './compute/usage-columns.ts'
import type { UsageLimits } from './compute/usage-limits.ts'

const BATCH = 10_000

/** Brings the stored rows and limits in line, touching those rows only that differ; how many that were. */
export async function putUsage(
  ctx: Context,
  found: UsageColumns & { limits: UsageLimits },
  sales: Sales,
  paths: readonly string[],
): Promise<number> {
  const { gone, differ } = await compare(ctx, found, sales, paths)
  for (let from = 0; from < gone.customers.length; from += BATCH) {
    const part = <T>(of: readonly T[]) => of.slice(from, from + BATCH)
    await sql`
      delete from insight.usage u using unnest(${uuids(part(gone.customers))}::uuid[], ${texts(part(gone.categories))}::text[])
        g (customer_id, category)
      where g.customer_id = u.customer_id and g.category collate "C" = u.category`.execute(ctx.db)
  }
  for (let from = 0; from < differ.length; from += BATCH)
    await putRows(ctx, differ.slice(from, from + BATCH), found, sales, paths)
  await putLimits(ctx, found.limits, paths)
  return gone.customers.length + differ.length
}

/** One pass over the stored rows as they lie: which of them nobody found any more, and which of the found ones aren't stored so. */
async function compare(ctx: Context, found: UsageColumns, sales: Sales, paths: readonly string[]) {
  const starts = startsOf(found, sales.present)
  const customers = new Map(sales.customerKeys.slice(0, sales.present).map((key, at) => [key, at]))
  const places = new Map(paths.map((name, at) => [keyOfText(name), at]))
  const isSame = new Uint8Array(found.path.length)
  const alike = comparer(found, sales)
  const gone = { customers: [] as string[], categories: [] as string[] }
  const query = sql`
    select customer_id, category, array_to_string(unit_ids, ','), (quantity * 1000)::bigint, purchases, branded, revenue_micro,
      top_brand, (top_share * 10000)::int, (store_share * 10000)::int, usage, loyalty from insight.usage`
  await copyRows(ctx, query, (row) => {
    const customer = customers.get(row.key(0)) ?? -1
    const path = places.get(row.key(1)) ?? -1
    let at = customer < 0 ? 0 : (starts[customer] as number)
    const end = customer < 0 ? 0 : (starts[customer + 1] as number)
    while (at < end && found.path[at] !== path) at++
    if (at < end) isSame[at] = Number(alike(row, at))
    else {
      gone.customers.push(row.uuid(0))
      gone.categories.push(row.text(1))
    }
  })
  const differ: number[] = []
  for (let at = 0; at < isSame.length; at++) if (isSame[at] === 0) differ.push(at)
  return { gone, differ }
}

function startsOf({ customer }: UsageColumns, customers: number): Int32Array {
  const starts = new Int32Array(customers + 1)
  for (const one of customer) (starts[one + 1] as number)++
  for (let one = 0; one < customers; one++) (starts[one + 1] as number) += starts[one] as number
  return starts
}

const keyOfText = (text: string) => Buffer.from(text).toString('latin1')

/** Whether a stored row says what was found at a place. */
function comparer(found: UsageColumns, { units, sets, brands }: Sales) {
  const unitKeys = units.map((ids) => ids.join(','))
  const brandKeys = brands.map(keyOfText)
  const share = (row: CopiedRow, column: number) => (row.isNull(column) ? -1 : row.int4(column))
  return (row: CopiedRow, at: number): boolean => {
    const brand = found.topBrand[at] as number
    return (
      row.int8(3) === found.quantity[at] &&
      row.int4(4) === found.purchases[at] &&
      row.int4(5) === found.branded[at] &&
      row.int8(6) === found.revenue[at] &&
      share(row, 8) === found.topShare[at] &&
      share(row, 9) === found.storeShare[at] &&
      row.key(10) === USAGES[found.usage[at] as number] &&
      row.key(11) === LOYALTIES[found.loyalty[at] as number] &&
      (row.isNull(7) ? brand < 0 : row.key(7) === brandKeys[brand]) &&
      row.key(2) === unitKeys[sets[found.customer[at] as number] as number]
    )
  }
}

const columns = sql`unit_ids, quantity, purchases, branded, revenue_micro, top_brand, top_share, store_share, usage, loyalty`

async function putRows(
  ctx: Context,
  some: readonly number[],
  found: UsageColumns,
  { customerKeys, sets, units, brands }: Sales,
  paths: readonly string[],
): Promise<void> {
  const of = (column: Exclude<keyof UsageColumns, 'usage' | 'loyalty'>) => some.map((at) => found[column][at] as number)
  const share = (column: 'topShare' | 'storeShare') => of(column).map((value) => (value < 0 ? Number.NaN : value))
  const customer = of('customer')
  await sql`
    insert into insight.usage (customer_id, category, ${columns})
    select customer_id, category, units::int[], quantity / 1000::numeric, purchases, branded, revenue, top_brand,
      top_share / 10000::numeric, store_share / 10000::numeric, usage, loyalty
    from unnest(${uuids(customer.map((one) => customerKeys[one] as string))}::uuid[],
      ${texts(of('path').map((path) => paths[path] as string))}::text[],
      ${texts(customer.map((one) => `{${(units[sets[one] as number] as number[]).join(',')}}`))}::text[],
      ${int8s(of('quantity'))}::bigint[], ${int4s(of('purchases'))}::int[], ${int4s(of('branded'))}::int[],
      ${int8s(of('revenue'))}::bigint[], ${texts(of('topBrand').map((brand) => brands[brand] ?? null))}::text[],
      ${int4s(share('topShare'))}::int[], ${int4s(share('storeShare'))}::int[],
      ${texts(some.map((at) => USAGES[found.usage[at] as number] as string))}::text[],
      ${texts(some.map((at) => LOYALTIES[found.loyalty[at] as number] as string))}::text[])
      g (customer_id, category, units, quantity, purchases, branded, revenue, top_brand, top_share, store_share, usage, loyalty)
    on conflict (customer_id, category) do update set (${columns}) = row (excluded.unit_ids, excluded.quantity,
      excluded.purchases, excluded.branded, excluded.revenue_micro, excluded.top_brand, excluded.top_share,
      excluded.store_share, excluded.usage, excluded.loyalty)`.execute(ctx.db)
}

async function putLimits(
  ctx: Context,
  { heavyFrom, mediumFrom }: UsageLimits,
  paths: readonly string[],
): Promise<void> {
  await sql`delete from insight.usage_limits`.execute(ctx.db)
  // A path of which nobody kept anything has no limits.
  const kept = [...paths.keys()].filter((path) => !Number.isNaN(mediumFrom[path]))
  await sql`
    insert into insight.usage_limits (category, heavy_from, medium_from)
    select category, (heavy / 1000)::numeric(16, 3), (medium / 1000)::numeric(16, 3)
    from unnest(${texts(kept.map((path) => paths[path] as string))}::text[],
      ${float8s(kept.map((path) => heavyFrom[path] as number))}::float8[],
      ${float8s(kept.map((path) => mediumFrom[path] as number))}::float8[]) g (category, heavy, medium)`.execute(ctx.db)
}
