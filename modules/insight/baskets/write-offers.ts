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

/** A value for each offer. */
const ARRAYS = [
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
const COLUMNS = ['unit_ids', 'fresh', ...ARRAYS]
const columns = sql.join(COLUMNS.map((name) => sql.id(name)))
const stood = sql.join(COLUMNS.map((name) => sql.id('o', name)))
const excluded = sql.join(COLUMNS.map((name) => sql.id('excluded', name)))
const arrayNames = sql.join(ARRAYS.map((name) => sql.id(name)))
const arrays = sql.join(ARRAYS.map((name) => sql`array_agg(${sql.id(name)} order by at) as ${sql.id(name)}`))

/** Puts the offers of these customers in place of what stood, touching those only that differ. */
async function put(ctx: Context, offers: OfferColumns, sales: Sales, fittedAt: Date): Promise<void> {
  await writeBehind(ctx)
  const { customers, fresh } = offers
  const unitsOf = (customer: number) => `{${(sales.units[sales.sets[customer] as number] as number[]).join(',')}}`
  const keys = (items: Int32Array) =>
    Array.from(items, (item) => (item < 0 ? null : (sales.productKeys[item] as string)))
  const [first, second, third] = offers.because.map((items) => sql`${uuids(keys(items))}::uuid[]`)
  await sql`
    with offered as (
      select place, ${arrays} from unnest(${int4s(offers.places)}::int[], ${uuids(keys(offers.items))}::uuid[],
        ${float4s(offers.chances)}::real[], ${int8s(offers.gains)}::bigint[], ${first}, ${second}, ${third},
        ${int4s(offers.reasonCustomers)}::int[], ${int4s(offers.both)}::int[], ${float4s(offers.lifts)}::real[],
        ${int4s(offers.times)}::int[], ${dates(offers.lastDays)}::date[]) with ordinality as o (place, ${arrayNames}, at)
      group by place
    ),
    given as materialized (
      select c.customer_id, c.units::int[] as unit_ids, c.fresh, ${arrayNames}
      from unnest(${uuids(Array.from(customers, (customer) => sales.customerKeys[customer] as string))}::uuid[],
        ${texts(Array.from(customers, unitsOf))}::text[], ${int2s(fresh)}::smallint[]) with ordinality c (customer_id, units, fresh, place)
        join offered o using (place)
    )
    insert into insight.offers as o (customer_id, ${columns}, fitted_at)
    select customer_id, ${columns}, ${fittedAt} from given
    on conflict (customer_id) do update set (${columns}, fitted_at) = row (${excluded}, excluded.fitted_at)
    where row (${stood}) is distinct from row (${excluded})`.execute(ctx.db)
}
