import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray } from '#core/database/column-arrays.ts'
import { daysBetween } from '#core/words/dates.ts'
import { happenedAfter } from './compute/histories.ts'
import { HORIZONS } from './compute/horizons.ts'
import { roundMoney } from './compute/round-money.ts'
import { type TrackRecord, trackRecord } from './compute/track-record.ts'
import { keepTrackScatter } from './keep-track-scatter.ts'
import type { StoredHistories } from './read-histories.ts'

const CHUNK = 20_000
const KEPT_MONTHS = 25
const EPOCH = '1970-01-01'

interface Due {
  asOf: string
  days: number
  told: boolean
  model: string
}

/** Holds every snapshot whose time is over against what happened since, once for each horizon; old ones are forgotten. */
export async function scoreSnapshots(ctx: Context, histories: StoredHistories, asOf: string): Promise<void> {
  const due = await listDue(ctx, asOf)
  for (const one of due) await scoreOne(ctx, histories, one)
  for (const days of new Set(due.map((one) => one.days))) await keepTrackScatter(ctx, days)
  await sql`delete from insight.snapshots where as_of < ${asOf}::date - ${KEPT_MONTHS}::int * interval '1 month'`.execute(
    ctx.db,
  )
}

async function listDue(ctx: Context, asOf: string): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select s.as_of as "asOf", h.days, s.told, s.model
    from (select distinct as_of, told, model from insight.snapshots) s
    cross join unnest(${[...HORIZONS]}::int[]) h (days)
    where s.as_of + h.days <= ${asOf}::date
      and not exists (
        select from insight.track_records t where t.as_of = s.as_of and t.days = h.days and t.squared_error is not null)
    order by 1, 2`.execute(ctx.db)
  return rows
}

interface Row {
  id: string
  expected: number
  base: number
  low: number
  high: number
  promised: number
  value: number
  valueLow: number
  valueHigh: number
}

/** What was expected of those who are still customers of their own, in the order of their ids. */
async function readSnapshot(ctx: Context, { asOf, days }: Due): Promise<Row[]> {
  const at = sql.lit(HORIZONS.findIndex((horizon) => horizon === days) + 1)
  const { rows } = await sql<Row>`
    select customer_id as id, orders[${at}] as expected, base_orders[${at}] as base, orders_low[${at}] as low,
      orders_high[${at}] as high, orders_inside[${at}] as promised, value_micro[${at}]::float8 as value,
      value_low_micro[${at}]::float8 as "valueLow", value_high_micro[${at}]::float8 as "valueHigh"
    from insight.snapshots where as_of = ${asOf} order by customer_id`.execute(ctx.db)
  return rows
}

async function scoreOne(ctx: Context, histories: StoredHistories, due: Due): Promise<void> {
  const places = new Map(histories.ids.map((id, place) => [id, place]))
  const rows = (await readSnapshot(ctx, due)).filter(({ id }) => places.has(id))
  if (rows.length === 0) return
  const happened = happenedAfter(
    histories,
    rows.map(({ id }) => places.get(id) ?? 0),
    daysBetween(EPOCH, due.asOf),
    due.days,
  )
  const column = (of: (row: Row) => number) => Float64Array.from(rows, of)
  const value = happened.value.map((amount) => Math.round(amount * 1e6))
  const record = trackRecord({
    expected: column((row) => row.expected),
    base: column((row) => row.base),
    low: column((row) => row.low),
    high: column((row) => row.high),
    promised: column((row) => row.promised),
    happened: happened.orders,
    value: column((row) => row.value),
    valueLow: column((row) => row.valueLow),
    valueHigh: column((row) => row.valueHigh),
    happenedValue: value,
  })
  await putRecord(ctx, due, record)
  const at = sql.lit(HORIZONS.findIndex((horizon) => horizon === due.days) + 1)
  for (let from = 0; from < rows.length; from += CHUNK) {
    await sql`
      update insight.snapshots s set happened_orders[${at}] = g.orders, happened_value_micro[${at}] = g.value
      from unnest(${plainArray(rows.slice(from, from + CHUNK).map(({ id }) => id))}::uuid[],
        ${plainArray([...happened.orders.subarray(from, from + CHUNK)])}::int[],
        ${plainArray([...value.subarray(from, from + CHUNK)])}::bigint[]) g (customer_id, orders, value)
      where s.customer_id = g.customer_id and s.as_of = ${due.asOf}`.execute(ctx.db)
  }
}

async function putRecord(ctx: Context, { asOf, days, told, model }: Due, record: TrackRecord): Promise<void> {
  await sql`
    insert into insight.track_records (as_of, days, told, model, scored_at, customers, expected_orders, happened_orders,
      base_orders, error, base_error, squared_error, base_squared_error, total_scatter, inside, promised_inside, expected_value_micro, happened_value_micro, value_inside,
      deciles)
    values (${asOf}, ${days}, ${told}, ${model}, ${ctx.now}, ${record.customers}, ${record.expectedOrders},
      ${Math.round(record.happenedOrders)}, ${record.baseOrders}, ${record.error}, ${record.baseError}, ${record.squaredError}, ${record.baseSquaredError},
      ${record.totalScatter}, ${record.inside},
      ${record.promisedInside}, ${roundMoney(record.expectedValue / 1e6)}, ${Math.round(record.happenedValue)},
      ${record.valueInside}, ${JSON.stringify(record.deciles)}::jsonb)
    on conflict (as_of, days) do update set squared_error = excluded.squared_error,
      base_squared_error = excluded.base_squared_error, total_scatter = excluded.total_scatter`.execute(ctx.db)
}
