import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { runPrepared } from '#core/database/prepared.ts'
import { formatDecimal } from '#core/words/money.ts'
import { seesProfit } from './masked-for.ts'
import type { CustomerReply } from './record-reply.ts'

type Predictions = CustomerReply['predictions']

interface Row {
  currency: string | null
  orders: number[]
  orders_low: number[]
  orders_high: number[]
  /** Big numbers in arrays come as texts. */
  value: string[]
  value_low: string[]
  value_high: string[]
  next: Predictions['nextPurchase']
  usage: Predictions['usage']
}

const DAYS = [30, 90, 365]

/** What insight expects of a customer; empty where it says nothing, and without amounts for who may not see profits. */
export async function findPredictions(ctx: Context, customerId: string): Promise<Predictions> {
  const query = sql<Row>`
    select p.currency, p.orders_each as orders, p.orders_low, p.orders_high, p.value_each_micro as value,
      p.value_low_micro as value_low, p.value_high_micro as value_high,
      (select jsonb_build_object('on', n.next_purchase_on, 'low', n.next_low, 'high', n.next_high, 'category', n.category_path)
        from facts.customer_needs n where n.customer_id = k.id) as next,
      coalesce((select jsonb_agg(jsonb_build_object('category', u.category, 'usage', u.usage, 'loyalty', u.loyalty)
          order by u.revenue_micro desc, u.category)
        from facts.customer_usage u where u.customer_id = k.id), '[]') as usage
    from (select ${customerId}::uuid as id) k left join facts.customer_predictions p on p.customer_id = k.id`
  const row = (await runPrepared(ctx, query)).rows[0]
  if (!row) return { horizons: [], nextPurchase: null, usage: [] }
  return { horizons: horizonsOf(row, seesProfit(ctx)), nextPurchase: row.next, usage: row.usage }
}

function horizonsOf(row: Row, withValue: boolean): Predictions['horizons'] {
  const { currency } = row
  if (currency === null) return []
  const money = (micro: string | undefined) => formatDecimal(BigInt(micro ?? 0), currency)
  return DAYS.map((days, at) => ({
    days,
    orders: {
      expected: Math.round(100 * (row.orders[at] ?? 0)) / 100,
      low: row.orders_low[at] ?? 0,
      high: row.orders_high[at] ?? 0,
    },
    value: withValue
      ? { expected: money(row.value[at]), low: money(row.value_low[at]), high: money(row.value_high[at]) }
      : null,
  }))
}
