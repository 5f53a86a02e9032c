import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { float4s, int2s, int4s, int8s, texts, uuids } from '#core/database/column-bytes.ts'
import { writeBehind } from '#core/database/write-behind.ts'
import type { House } from '#core/house.ts'
import { inLanes } from '#core/jobs/in-lanes.ts'
import { FIRST_DAY } from '../compute/day-number.ts'
import type { Sales } from '../predict/read-sales.ts'
import type { MinedShop } from './compute/mine-shop.ts'
import { type OfferRow, offerRows } from './offer-rows.ts'
import type { SoldProduct } from './sold-products.ts'

const NAME = 'insight.baskets'
const ROWS = 8000
const LANES = 2

/** Brings in line what is offered to whom, some thousand offers a transaction; who is given nothing any more has nothing. */
export async function writeRecommendations(
  house: House,
  mined: MinedShop,
  sales: Sales,
  products: readonly SoldProduct[],
  signal: AbortSignal,
): Promise<void> {
  const { offers } = mined
  const fittedAt = new Date()
  if (offers) {
    await inLanes(batches(offers.customers), LANES, async (part) => {
      signal.throwIfAborted()
      const rows = offerRows(mined, offers, products, part).filter(({ customer }) => customer < sales.present)
      await house.asSystem(NAME, (ctx) => put(ctx, rows, sales, fittedAt))
    })
  }
  const given = [...new Set(offers?.customers)].flatMap((customer) =>
    customer < sales.present ? (sales.customerKeys[customer] as string) : [],
  )
  await house.asSystem(NAME, (ctx) =>
    sql`
      delete from insight.recommendations r
      where not exists (select from unnest(${uuids(given)}::uuid[]) g (customer_id) where g.customer_id = r.customer_id)`.execute(
      ctx.db,
    ),
  )
}

/** Some thousand rows at a time, all of a customer together. */
function* batches(customers: ArrayLike<number>): Generator<{ from: number; to: number }> {
  for (let from = 0; from < customers.length; ) {
    let to = Math.min(customers.length, from + ROWS)
    while (to < customers.length && customers[to] === customers[to - 1]) to++
    yield { from, to }
    from = to
  }
}

const columns = sql`unit_ids, kind, rank, chance, score, gain_micro, basis, because, customers, both_customers, lift, times, last_day`

/** Replaces the offers of the customers of these rows, touching those only that differ: most days most stay. */
async function put(ctx: Context, rows: readonly OfferRow[], sales: Sales, fittedAt: Date): Promise<void> {
  await writeBehind(ctx)
  const idOf = (customer: number) => sales.customerKeys[customer] as string
  const unitsOf = (customer: number) => `{${(sales.units[sales.sets[customer] as number] as number[]).join(',')}}`
  const numbers = (of: (row: OfferRow) => number) => rows.map(of)
  await sql`
    with given as materialized (
      select customer_id, product_id, units::int[] as unit_ids, kind, rank, chance,
        coalesce(chance, 1.0 / rank / 1000)::real as score, gain as gain_micro, basis, because::uuid[] as because, customers,
        both_customers, lift, times, ${FIRST_DAY}::date + last_day as last_day
      from unnest(${uuids(rows.map(({ customer }) => idOf(customer)))}::uuid[],
        ${uuids(rows.map(({ product }) => sales.productKeys[product] as string))}::uuid[], ${texts(rows.map(({ customer }) => unitsOf(customer)))}::text[],
        ${texts(rows.map(({ kind }) => kind))}::text[], ${int2s(numbers(({ rank }) => rank))}::smallint[],
        ${float4s(numbers(({ chance }) => chance))}::real[], ${int8s(numbers(({ gainMicro }) => gainMicro))}::bigint[],
        ${texts(rows.map(({ basis }) => basis))}::text[], ${texts(rows.map(({ because }) => because))}::text[],
        ${int4s(numbers(({ customers }) => customers))}::int[], ${int4s(numbers(({ both }) => both))}::int[],
        ${float4s(numbers(({ lift }) => lift))}::real[], ${int4s(numbers(({ times }) => times))}::int[],
        ${int4s(numbers(({ lastDay }) => lastDay))}::int[])
        g (customer_id, product_id, units, kind, rank, chance, gain, basis, because, customers, both_customers, lift, times, last_day)
    ),
    stood as materialized (
      select customer_id, product_id, row (${columns}) as told from insight.recommendations
      where customer_id = any(${uuids([...new Set(rows.map(({ customer }) => customer))].map(idOf))}::uuid[])
    ),
    gone as (
      delete from insight.recommendations r using stood s left join given g using (customer_id, product_id)
      where g.customer_id is null and r.customer_id = s.customer_id and r.product_id = s.product_id
    )
    insert into insight.recommendations as r (customer_id, product_id, ${columns}, fitted_at)
    select g.customer_id, g.product_id, ${columns}, ${fittedAt} from given g left join stood s using (customer_id, product_id)
    where s.told is distinct from row (${columns})
    on conflict (customer_id, product_id) do update set (${columns}, fitted_at) = row (excluded.unit_ids, excluded.kind,
      excluded.rank, excluded.chance, excluded.score, excluded.gain_micro, excluded.basis, excluded.because,
      excluded.customers, excluded.both_customers, excluded.lift, excluded.times, excluded.last_day, excluded.fitted_at)`.execute(
    ctx.db,
  )
}
