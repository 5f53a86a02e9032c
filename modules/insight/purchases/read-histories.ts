import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { copyRows } from '#core/database/copy-rows.ts'
import { addDays, startOfDay } from '#core/words/dates.ts'
import { FIRST_DAY } from '../compute/day-number.ts'
import type { Histories } from './compute/histories.ts'

export interface StoredHistories extends Histories {
  ids: string[]
}

/** Orders one after another, as they lie. */
interface Orders {
  customer: Int32Array
  day: Int32Array
  value: Float64Array
  isBought: Uint8Array
  size: number
}

/**
 * What everybody with a score bought, day by day, up to the end of the day `asOf`, in the order of their ids; who has a
 * score but no order that counts is left out. Money in the company's currency, on the basis of the analysis; days are the
 * company's, counted from 1970-01-01.
 */
export async function readHistories(
  ctx: Context,
  asked: { asOf: string; zone: string; basis: 'profit' | 'revenue' },
): Promise<StoredHistories> {
  const buyers = await readBuyers(ctx)
  return columnsOf(buyers, await readOrders(ctx, asked, buyers.places))
}

async function readBuyers(ctx: Context) {
  const [places, ids, worth] = [new Map<string, number>(), [] as string[], [] as number[]]
  const query = sql`
    select customer_id, worth_micro::float8 from insight.scores where last_order_day is not null order by customer_id`
  await copyRows(ctx, query, (row) => {
    places.set(row.key(0), places.size)
    ids.push(row.uuid(0))
    worth.push(row.float8(1) / 1e6)
  })
  return { places, ids, worth }
}

async function readOrders(
  ctx: Context,
  { asOf, zone, basis }: { asOf: string; zone: string; basis: string },
  places: ReadonlyMap<string, number>,
): Promise<Orders> {
  // As facts.order_profit reckons, in one reading of the orders, and in floating numbers: decimal ones take longer than the reading.
  const rates = sql`(select currency, rate::float8 as rate from facts.currency_rates offset 0)`
  const costs = sql`(select shipping_share::float8, return_micro::float8, voucher_micro::float8 from facts.serving_rates offset 0)`
  const serving = sql`o.freight_micro * r.rate * s.shipping_share
    + case when o.kind = 'return' then s.return_micro else 0 end + case when o.voucher is not null then s.voucher_micro else 0 end`
  const value =
    basis === 'profit' ? sql`(o.revenue_micro - o.cost_micro) * r.rate - (${serving})` : sql`o.revenue_micro * r.rate`
  const end = sql`${sql.lit(startOfDay(addDays(asOf, 1), zone).toISOString())}::timestamptz`
  const out = emptyOrders(1 << 16)
  await copyRows(
    ctx,
    sql`
      select o.customer_id, (o.ordered_at at time zone ${sql.lit(zone)})::date - ${sql.lit(FIRST_DAY)}::date,
        coalesce(${value}, 0) / 1000000, o.is_purchase
      from facts.orders o cross join ${costs} s left join ${rates} r using (currency)
      where o.counts and not o.is_anonymous and o.ordered_at < ${end}`,
    (row) => {
      const customer = places.get(row.key(0))
      if (customer === undefined) return
      const at = placeFor(out)
      out.customer[at] = customer
      out.day[at] = row.int4(1)
      out.value[at] = row.float8(2)
      out.isBought[at] = Number(row.bool(3))
    },
  )
  return out
}

const emptyOrders = (room: number): Orders => ({
  customer: new Int32Array(room),
  day: new Int32Array(room),
  value: new Float64Array(room),
  isBought: new Uint8Array(room),
  size: 0,
})

function placeFor(orders: Orders): number {
  if (orders.size === orders.day.length) {
    const { customer, day, value, isBought } = orders
    const grown = emptyOrders(orders.size * 2)
    grown.customer.set(customer)
    grown.day.set(day)
    grown.value.set(value)
    grown.isBought.set(isBought)
    Object.assign(orders, { ...grown, size: orders.size })
  }
  return orders.size++
}

/** Days of each customer in order, all their orders of a day together. */
function columnsOf(
  { ids, worth }: { ids: readonly string[]; worth: readonly number[] },
  orders: Orders,
): StoredHistories {
  const { customer, day, value, isBought, size } = orders
  const { places, starts } = byCustomer(customer, size, ids.length)
  const out = { days: new Int32Array(size), values: new Float64Array(size), bought: new Uint8Array(size) }
  const [kept, offsets] = [[] as number[], [0]]
  let end = 0
  for (let one = 0; one < ids.length; one++) {
    const own = places.subarray(starts[one], starts[one + 1])
    if (own.length === 0) continue
    own.sort((a, b) => (day[a] as number) - (day[b] as number))
    const begin = end
    for (const at of own) {
      if (end === begin || out.days[end - 1] !== day[at]) out.days[end++] = day[at] as number
      ;(out.values[end - 1] as number) += value[at] as number
      if (isBought[at] === 1) out.bought[end - 1] = 1
    }
    kept.push(one)
    offsets.push(end)
  }
  return {
    ids: kept.map((one) => ids[one] as string),
    worth: Float64Array.from(kept, (one) => worth[one] as number),
    offsets: Int32Array.from(offsets),
    days: out.days.slice(0, end),
    values: out.values.slice(0, end),
    bought: out.bought.slice(0, end),
  }
}

/** Places of the orders, those of a customer together (counting sort). */
function byCustomer(customer: Int32Array, size: number, customers: number) {
  const starts = new Int32Array(customers + 1)
  for (let at = 0; at < size; at++) (starts[(customer[at] as number) + 1] as number)++
  for (let one = 0; one < customers; one++) (starts[one + 1] as number) += starts[one] as number
  const next = starts.slice(0, customers)
  const places = new Int32Array(size)
  for (let at = 0; at < size; at++) {
    const one = customer[at] as number
    places[next[one] as number] = at
    ;(next[one] as number)++
  }
  return { places, starts }
}
