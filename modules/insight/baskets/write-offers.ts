import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { dates, float4s, int2s, int4s, int8s, texts, uuids } from '#core/database/column-bytes.ts'
import { writeBehind } from '#core/database/write-behind.ts'
import type { House } from '#core/house.ts'
import { inLanes } from '#core/jobs/in-lanes.ts'
import type { Sales } from '../predict/read-sales.ts'
import type { MinedShop } from './compute/mine-shop.ts'
import { type OfferColumns, offerColumns } from './offer-columns.ts'

const NAME = 'insight.baskets'
const OFFERS = 8000
const LANES = 2

/** Brings in line what is offered to whom, some thousand offers a transaction; who is given nothing any more has nothing. */
export async function writeOffers(house: House, mined: MinedShop, sales: Sales, signal: AbortSignal): Promise<void> {
  const { offers } = mined
  const fittedAt = new Date()
  // The first of the numbers are those who are present.
  const end = offers ? lowerBound(offers.customers, sales.present) : 0
  if (offers) {
    await inLanes(batches(offers.customers, end), LANES, async (part) => {
      signal.throwIfAborted()
      const columns = offerColumns(mined, offers, part)
      await house.asSystem(NAME, (ctx) => put(ctx, columns, sales, fittedAt))
    })
  }
  const given = new Set(offers?.customers.subarray(0, end))
  await house.asSystem(NAME, (ctx) =>
    sql`
      delete from insight.offers o
      where o.customer_id <> all(${uuids([...given].map((customer) => sales.customerKeys[customer] as string))}::uuid[])`.execute(
      ctx.db,
    ),
  )
}

function lowerBound(rising: Int32Array, value: number): number {
  const at = rising.findIndex((one) => one >= value)
  return at < 0 ? rising.length : at
}

/** Some thousand offers at a time, all of a customer together. */
function* batches(customers: Int32Array, end: number): Generator<{ from: number; to: number }> {
  for (let from = 0; from < end; ) {
    let to = Math.min(end, from + OFFERS)
    while (to < end && customers[to] === customers[to - 1]) to++
    yield { from, to }
    from = to
  }
}

const COLUMNS = [
  'unit_ids',
  'fresh',
  'product_ids',
  'chances',
  'gains_micro',
  'because_first',
  'because_second',
  'because_third',
  'customers',
  'both_customers',
  'lifts',
  'times',
  'last_days',
]
const columns = sql.join(COLUMNS.map((name) => sql.id(name)))
const stood = sql.join(COLUMNS.map((name) => sql.id('o', name)))
const excluded = sql.join(COLUMNS.map((name) => sql.id('excluded', name)))

/** Puts the offers of these customers in place of what stood, touching those only that differ. */
async function put(ctx: Context, offers: OfferColumns, sales: Sales, fittedAt: Date): Promise<void> {
  await writeBehind(ctx)
  const { customers, fresh, starts } = offers
  const unitsOf = (customer: number) => `{${(sales.units[sales.sets[customer] as number] as number[]).join(',')}}`
  const keys = (items: Int32Array) =>
    Array.from(items, (item) => (item < 0 ? null : (sales.productKeys[item] as string)))
  const [first, second, third] = offers.because.map((items) => sql`${uuids(keys(items))}::uuid[]`)
  await sql`
    with given as materialized (
      select customer_id, units::int[] as unit_ids, fresh,
        (${uuids(keys(offers.items))}::uuid[])[low:high] as product_ids, (${float4s(offers.chances)}::real[])[low:high] as chances,
        (${int8s(offers.gains)}::bigint[])[low:high] as gains_micro, (${first})[low:high] as because_first,
        (${second})[low:high] as because_second, (${third})[low:high] as because_third,
        (${int4s(offers.reasonCustomers)}::int[])[low:high] as customers, (${int4s(offers.both)}::int[])[low:high] as both_customers,
        (${float4s(offers.lifts)}::real[])[low:high] as lifts, (${int4s(offers.times)}::int[])[low:high] as times,
        (${dates(offers.lastDays)}::date[])[low:high] as last_days
      from unnest(${uuids(Array.from(customers, (customer) => sales.customerKeys[customer] as string))}::uuid[],
        ${texts(Array.from(customers, unitsOf))}::text[], ${int2s(fresh)}::smallint[],
        ${int4s(starts.subarray(0, -1).map((start) => start + 1))}::int[], ${int4s(starts.subarray(1))}::int[])
        g (customer_id, units, fresh, low, high)
    )
    insert into insight.offers as o (customer_id, ${columns}, fitted_at)
    select customer_id, ${columns}, ${fittedAt} from given
    on conflict (customer_id) do update set (${columns}, fitted_at) = row (${excluded}, excluded.fitted_at)
    where row (${stood}) is distinct from row (${excluded})`.execute(ctx.db)
}
