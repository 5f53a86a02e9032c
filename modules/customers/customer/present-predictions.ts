import { sql } from 'kysely'
import { formatDecimal } from '#core/words/money.ts'
import type { CustomerReply } from './record-reply.ts'

type Predictions = CustomerReply['predictions']

export interface PredictedRow {
  predicted_currency: string | null
  /** Of the next 30, 90 and 365 days, as are those below; null without a prediction. */
  orders_each: number[] | null
  orders_low: number[] | null
  orders_high: number[] | null
  /** Big numbers in arrays come as texts. */
  value_each_micro: string[] | null
  value_low_micro: string[] | null
  value_high_micro: string[] | null
  next_purchase: Predictions['nextPurchase']
  usage: Predictions['usage']
}

/** What insight expects of a customer of `people`. */
export const predictedColumns = sql`
  p.currency as predicted_currency, p.orders_each, p.orders_low, p.orders_high, p.value_each_micro, p.value_low_micro, p.value_high_micro,
  case when n.customer_id is not null then jsonb_build_object('on', n.next_purchase_on, 'low', n.next_low, 'high', n.next_high,
    'category', n.category_path) end as next_purchase,
  coalesce((select jsonb_agg(jsonb_build_object('category', u.category, 'usage', u.usage, 'loyalty', u.loyalty)
      order by u.revenue_micro desc, u.category)
    from facts.customer_usage u where u.customer_id = c.customer_id), '[]') as usage`

const DAYS = [30, 90, 365]

/** Empty where insight says nothing; without amounts for who may not see profits. */
export function presentPredictions(row: PredictedRow, withValue: boolean): Predictions {
  return { horizons: horizonsOf(row, withValue), nextPurchase: row.next_purchase, usage: row.usage }
}

function horizonsOf(row: PredictedRow, withValue: boolean): Predictions['horizons'] {
  const currency = row.predicted_currency
  if (currency === null) return []
  const money = (micro: string[] | null, at: number) => formatDecimal(BigInt(micro?.[at] ?? 0), currency)
  return DAYS.map((days, at) => ({
    days,
    orders: {
      expected: Math.round(100 * (row.orders_each?.[at] ?? 0)) / 100,
      low: row.orders_low?.[at] ?? 0,
      high: row.orders_high?.[at] ?? 0,
    },
    value: withValue
      ? {
          expected: money(row.value_each_micro, at),
          low: money(row.value_low_micro, at),
          high: money(row.value_high_micro, at),
        }
      : null,
  }))
}
