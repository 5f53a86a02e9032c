import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { float4s, int4s, texts, uuids } from '#core/database/column-bytes.ts'
import type { House } from '#core/house.ts'
import { FIRST_DAY } from '../compute/day-number.ts'
import type { Sales } from '../predict/read-sales.ts'
import type { ComingColumns } from './compute/tell-coming.ts'
import { type Writing, writeInBatches } from './write-in-batches.ts'

/** Puts each customer's next purchase of anything in place of that of the run before. */
export async function writeNextPurchases(
  house: House,
  coming: ComingColumns,
  sales: Sales,
  writing: Writing,
): Promise<void> {
  await writeInBatches(house, 'next_purchases', [...coming.customer.keys()], writing, (ctx, some) =>
    put(ctx, coming, sales, some, writing),
  )
}

async function put(
  ctx: Context,
  coming: ComingColumns,
  { customerKeys, categories, units, sets }: Sales,
  some: readonly number[],
  { asOf, at }: Writing,
): Promise<void> {
  const customer = (place: number) => coming.customer[place] as number
  // Where no day can be told it stands below 0.
  const days = (column: 'next' | 'low' | 'high') =>
    int4s(some.map((place) => ((coming[column][place] as number) < 0 ? Number.NaN : (coming[column][place] as number))))
  const unitsOf = (place: number) => `{${(units[sets[customer(place)] as number] as number[]).join(',')}}`
  await sql`
    insert into insight.next_purchases (customer_id, unit_ids, as_of, computed_at, next_on, low_on, high_on, category, probability_30d)
    select id, units::int[], ${asOf}, ${at}, ${FIRST_DAY}::date + next, ${FIRST_DAY}::date + low, ${FIRST_DAY}::date + high,
      nullif(category, ''), within30
    from unnest(
      ${uuids(some.map((place) => customerKeys[customer(place)] as string))}::uuid[],
      ${texts(some.map(unitsOf))}::text[], ${days('next')}::int[], ${days('low')}::int[], ${days('high')}::int[],
      ${texts(some.map((place) => categories[coming.first[place] as number] ?? ''))}::text[],
      ${float4s(some.map((place) => Math.round((coming.within30[place] as number) * 1e4) / 1e4))}::real[]
    ) g (id, units, next, low, high, category, within30)
    on conflict (customer_id) do update set (unit_ids, as_of, computed_at, next_on, low_on, high_on, category, probability_30d) =
      row(excluded.unit_ids, excluded.as_of, excluded.computed_at, excluded.next_on, excluded.low_on, excluded.high_on,
        excluded.category, excluded.probability_30d)`.execute(ctx.db)
}
