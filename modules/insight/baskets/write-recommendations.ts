import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray } from '#core/database/column-arrays.ts'
import { writeBehind } from '#core/database/write-behind.ts'
import type { House } from '#core/house.ts'
import { inLanes } from '#core/jobs/in-lanes.ts'
import type { MinedShop } from './compute/mine-shop.ts'
import { type OfferRow, offerRows } from './offer-rows.ts'
import type { SoldProducts } from './sold-products.ts'

const NAME = 'insight.baskets'
const ROWS = 8000
const LANES = 2

/** Replaces what is offered to whom, some thousand customers a transaction; who is given nothing any more has nothing. */
export async function writeRecommendations(
  house: House,
  mined: MinedShop,
  read: SoldProducts,
  signal: AbortSignal,
): Promise<void> {
  const fittedAt = new Date()
  const { offers } = mined
  if (offers) {
    await inLanes(batches(offers.customers), LANES, async (part) => {
      signal.throwIfAborted()
      const rows = offerRows(mined, offers, read, part)
      await house.asSystem(NAME, (ctx) => replace(ctx, rows, fittedAt))
    })
  }
  await house.asSystem(NAME, (ctx) =>
    sql`delete from insight.recommendations where fitted_at <> ${fittedAt}`.execute(ctx.db),
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

async function replace(ctx: Context, rows: readonly OfferRow[], fittedAt: Date): Promise<void> {
  await writeBehind(ctx)
  const plain = (name: keyof OfferRow) => plainArray(rows.map((row) => row[name] as string | number | null))
  const text = (name: 'kind' | 'basis' | 'because') => textArray(rows.map((row) => row[name]))
  await sql`
    delete from insight.recommendations
    where customer_id = any(${plainArray([...new Set(rows.map((row) => row.customerId))])}::uuid[])`.execute(ctx.db)
  await sql`
    insert into insight.recommendations (customer_id, product_id, unit_ids, kind, rank, chance, score, gain_micro, basis,
      because, customers, both_customers, lift, times, last_day, fitted_at)
    select t.customer_id, t.product_id, c.unit_ids, t.kind, t.rank, t.chance, coalesce(t.chance, 1.0 / t.rank / 1000),
      t.gain, t.basis, t.because::uuid[], t.customers, t.both_customers, t.lift, t.times, t.last_day, ${fittedAt}
    from unnest(${plain('customerId')}::uuid[], ${plain('productId')}::uuid[], ${text('kind')}::text[],
      ${plain('rank')}::smallint[], ${plain('chance')}::real[], ${plain('gainMicro')}::bigint[], ${text('basis')}::text[],
      ${text('because')}::text[], ${plain('customers')}::int[], ${plain('both')}::int[], ${plain('lift')}::real[],
      ${plain('times')}::int[], ${plain('lastDay')}::date[])
      t (customer_id, product_id, kind, rank, chance, gain, basis, because, customers, both_customers, lift, times, last_day)
    join facts.customers c on c.customer_id = t.customer_id
    where c.stage <> 'anonymous' and c.archived_at is null`.execute(ctx.db)
}
