import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { float4s, int4s, int8s, texts, uuids } from '#core/database/column-bytes.ts'
import type { House } from '#core/house.ts'
import { FIRST_DAY } from '../compute/day-number.ts'
import type { Sales } from '../predict/read-sales.ts'
import { METHODS } from './compute/hold-out.ts'
import { type NeedColumns, STATES } from './compute/need-columns.ts'
import { type Writing, writeInBatches } from './write-in-batches.ts'

/**
 * Puts the needs in place of those of the run before. That a need was told goes with its purchase: one that was made since
 * is a new need. Categories need a name.
 */
export async function writeNeeds(house: House, needs: NeedColumns, sales: Sales, writing: Writing): Promise<void> {
  const places = [...needs.thing.keys()].filter((place) => sales.categories[needs.thing[place] as number] !== '')
  const names = (of: readonly number[]) =>
    sql`${texts(of.map((place) => sales.categories[needs.thing[place] as number] as string))}::text[]`
  await writeInBatches(house, 'needs', places, writing, (ctx, some) =>
    putNeeds(ctx, { needs, sales, some, asOf: writing.asOf, at: writing.at, names: names(some) }),
  )
}

/** The same by product. */
export async function writeProductNeeds(
  house: House,
  needs: NeedColumns,
  sales: Sales,
  writing: Writing,
): Promise<void> {
  const names = (of: readonly number[]) =>
    sql`${uuids(of.map((place) => sales.productKeys[needs.thing[place] as number] as string))}::uuid[]`
  await writeInBatches(house, 'product_needs', [...needs.thing.keys()], writing, (ctx, some) =>
    putProductNeeds(ctx, { needs, sales, some, asOf: writing.asOf, at: writing.at, names: names(some) }),
  )
}

interface Batch {
  needs: NeedColumns
  sales: Sales
  some: readonly number[]
  asOf: string
  at: Date
  /** What each need is of: an array of SQL. */
  names: RawBuilder<unknown>
}

/** Columns that both tables have, in this order. */
const columns = sql`last_on, due_on, next_on, low_on, high_on, state, probability_7d, probability_14d, probability_30d,
  returns, purchases, last_quantity, usual_quantity, own_gap, usual_gap, method, unit_ids`

function given({ needs, sales, some, names }: Batch) {
  const of = (column: Exclude<keyof NeedColumns, 'state' | 'method'>, decimals = 0) => {
    const scale = 10 ** decimals
    return some.map((place) => Math.round((needs[column][place] as number) * scale) / scale)
  }
  const days = sql.join(
    (['last', 'due', 'next', 'low', 'high'] as const).map((column) => sql`${int4s(of(column))}::int[]`),
  )
  const reals = (columns: readonly Exclude<keyof NeedColumns, 'state' | 'method'>[], decimals: number) =>
    sql.join(columns.map((column) => sql`${float4s(of(column, decimals))}::real[]`))
  const figures = reals(['within7', 'within14', 'within30', 'returns'], 4)
  const sizes = reals(['lastQuantity', 'usualQuantity', 'ownGap', 'usualGap'], 3)
  const words = (place: number) =>
    [STATES[needs.state[place] as number], METHODS[needs.method[place] as number]] as const
  const units = sales.units.map((ids) => `{${ids.join(',')}}`)
  return sql`unnest(
      ${uuids(some.map((place) => sales.customerKeys[needs.customer[place] as number] as string))}::uuid[],
      ${names}, ${days}, ${texts(some.map((place) => words(place)[0] as string))}::text[], ${figures},
      ${int4s(of('purchases'))}::int[], ${sizes}, ${texts(some.map((place) => words(place)[1] as string))}::text[],
      ${texts(some.map((place) => units[sales.sets[needs.customer[place] as number] as number] as string))}::text[],
      ${float4s(of('expected', 4))}::real[], ${int8s(of('revenue'))}::bigint[]
    ) g (customer_id, thing, last, due, next, low, high, state, within7, within14, within30, returns, purchases, last_quantity,
      usual_quantity, own_gap, usual_gap, method, units, expected, revenue)`
}

const day = (column: string) => sql`${FIRST_DAY}::date + ${sql.id(column)}`

const values = sql`${day('last')}, ${day('due')}, ${day('next')}, ${day('low')}, ${day('high')}, state, within7, within14, within30,
  returns, purchases, last_quantity, usual_quantity, own_gap, usual_gap, method, units::int[]`

/** A row of an earlier run takes all columns of the new one. */
const replaced = sql`(as_of, computed_at, ${columns}) = row(excluded.as_of, excluded.computed_at, excluded.last_on, excluded.due_on, excluded.next_on, excluded.low_on,
  excluded.high_on, excluded.state, excluded.probability_7d, excluded.probability_14d, excluded.probability_30d, excluded.returns,
  excluded.purchases, excluded.last_quantity, excluded.usual_quantity, excluded.own_gap, excluded.usual_gap, excluded.method, excluded.unit_ids)`

async function putNeeds(ctx: Context, batch: Batch): Promise<void> {
  await sql`
    insert into insight.needs (customer_id, category, as_of, computed_at, ${columns}, expected_30d, revenue_micro_30d)
    select customer_id, thing, ${batch.asOf}, ${batch.at}, ${values}, expected, revenue from ${given(batch)}
    on conflict (customer_id, category) do update set ${replaced}, expected_30d = excluded.expected_30d,
      revenue_micro_30d = excluded.revenue_micro_30d, told = needs.told and needs.last_on = excluded.last_on`.execute(
    ctx.db,
  )
}

async function putProductNeeds(ctx: Context, batch: Batch): Promise<void> {
  await sql`
    insert into insight.product_needs (customer_id, product_id, as_of, computed_at, ${columns})
    select customer_id, thing, ${batch.asOf}, ${batch.at}, ${values} from ${given(batch)}
    on conflict (customer_id, product_id) do update set ${replaced}`.execute(ctx.db)
}
