import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { Histories } from './compute/histories.ts'

const CHUNK = 5000
const NOBODY = '00000000-0000-0000-0000-000000000000'

export interface StoredHistories extends Histories {
  ids: string[]
}

interface Row {
  id: string
  worth: bigint
  days: number[]
  values: number[]
  bought: number[]
}

/**
 * What everybody with a score bought, day by day, up to the end of the day `asOf`, in the order of their ids: law 1 makes
 * each chunk one range of the orders. Money in the company's currency, on the basis of the analysis; days are the
 * company's, counted from 1970-01-01.
 */
export async function readHistories(
  ctx: Context,
  { asOf, zone, basis }: { asOf: string; zone: string; basis: 'profit' | 'revenue' },
): Promise<StoredHistories> {
  const found: Row[][] = []
  for (let after: string | null = NOBODY; after !== null; ) {
    const rows: Row[] = await readNext(ctx, { asOf, zone, basis, after })
    found.push(rows)
    after = rows.length === CHUNK ? (rows.at(-1)?.id ?? null) : null
  }
  return columnsOf(found.flat())
}

async function readNext(
  ctx: Context,
  { asOf, zone, basis, after }: { asOf: string; zone: string; basis: string; after: string },
): Promise<Row[]> {
  // As facts.order_profit reckons, in one reading of the orders.
  const serving = sql`round(o.freight_micro * r.rate * s.shipping_share)
    + case when o.kind = 'return' then s.return_micro else 0 end + case when o.voucher is not null then s.voucher_micro else 0 end`
  const value =
    basis === 'profit'
      ? sql`round(o.revenue_micro * r.rate) - round(o.cost_micro * r.rate) - (${serving})`
      : sql`round(o.revenue_micro * r.rate)`
  const { rows } = await sql<Row>`
    with whose as materialized (
      select customer_id, worth_micro from insight.scores
      where customer_id > ${after}::uuid and last_order_day is not null order by customer_id limit ${CHUNK}
    ),
    days as (
      select o.customer_id, (o.ordered_at at time zone ${zone})::date - date '1970-01-01' as day,
        coalesce(sum(${value}), 0)::float8 / 1000000 as value, bool_or(o.is_purchase)::int as bought
      from facts.orders o cross join facts.serving_rates s left join facts.currency_rates r using (currency)
      where o.counts and not o.is_anonymous and o.customer_id > ${after}::uuid
        and o.customer_id <= (select customer_id from whose order by customer_id desc limit 1)
        and o.ordered_at < (${asOf}::date + 1)::timestamp at time zone ${zone}
      group by 1, 2
    )
    select s.customer_id as id, s.worth_micro as worth, array_agg(d.day order by d.day) as days,
      array_agg(d.value order by d.day) as values, array_agg(d.bought order by d.day) as bought
    from whose s join days d using (customer_id)
    group by 1, 2 order by 1`.execute(ctx.db)
  return rows
}

function columnsOf(rows: readonly Row[]): StoredHistories {
  const offsets = new Int32Array(rows.length + 1)
  rows.forEach((row, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + row.days.length
  })
  const size = offsets[rows.length] ?? 0
  const histories = {
    ids: rows.map((row) => row.id),
    worth: Float64Array.from(rows, (row) => Number(row.worth) / 1e6),
    offsets,
    days: new Int32Array(size),
    values: new Float64Array(size),
    bought: new Uint8Array(size),
  }
  rows.forEach((row, index) => {
    const at = offsets[index] ?? 0
    histories.days.set(row.days, at)
    histories.values.set(row.values, at)
    histories.bought.set(row.bought, at)
  })
  return histories
}
