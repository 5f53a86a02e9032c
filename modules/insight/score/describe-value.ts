import type { ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import type { findCustomerValueCall } from './contract.ts'

type Reply = ReplyOf<typeof findCustomerValueCall>
type Value = NonNullable<Reply['value']>
type Reason = Value['reasons'][number]

/** A score with the thresholds of its run, as the database holds them. */
export interface ScoreRow {
  customer_id: string
  as_of: string
  computed_at: Date
  currency: string
  class: Value['class']
  recency_days: number | null
  first_order_day: string | null
  last_order_day: string | null
  frequency: number
  returns: number
  revenue_micro: bigint
  profit_micro: bigint | null
  cost_to_serve_micro: bigint
  uncosted_orders: number
  basket_micro: bigint | null
  worth_micro: bigint
  better_share: string
  recency_score: number
  frequency_score: number
  money_score: number
  basket_score: number
  reasons: StoredReason[]
  /** Null columns: the run knew no thresholds of this currency. */
  customers: number | null
  recency: (number | null)[]
  frequencies: (number | null)[]
  money: (bigint | null)[]
  basket: (bigint | null)[]
  basis: 'profit' | 'revenue'
  costed_share: string
  key_worth_micro: bigint | null
}

type StoredReason = { fact: string; micro?: string | null } & Record<string, unknown>

/** The score and its thresholds as the API says them: money as decimal texts; profits and costs only for those who may see them. */
export function describeValue(row: ScoreRow, seesProfit: boolean): Pick<Reply, 'value' | 'thresholds'> {
  const money = (micro: bigint | string | null) => (micro === null ? null : formatDecimal(BigInt(micro), row.currency))
  const exact = (micro: bigint) => formatDecimal(micro, row.currency)
  const basis = row.basis ?? 'revenue'
  const seesWorth = seesProfit || basis === 'revenue'
  return {
    value: {
      asOf: row.as_of,
      computedAt: row.computed_at.toISOString(),
      currency: row.currency,
      class: row.class,
      recencyDays: row.recency_days,
      firstOrderDay: row.first_order_day,
      lastOrderDay: row.last_order_day,
      frequency: row.frequency,
      returns: row.returns,
      revenue: exact(row.revenue_micro),
      profit: seesProfit ? money(row.profit_micro) : null,
      costToServe: seesProfit ? exact(row.cost_to_serve_micro) : null,
      uncostedOrders: row.uncosted_orders,
      basket: money(row.basket_micro),
      worth: seesWorth ? exact(row.worth_micro) : null,
      betterShare: Number(row.better_share),
      scores: {
        recency: row.recency_score,
        frequency: row.frequency_score,
        money: row.money_score,
        basket: row.basket_score,
      },
      reasons: row.reasons
        .filter(({ fact }) => seesProfit || fact !== 'cost_to_serve')
        .map(({ micro, ...fact }) => {
          const isHidden = (fact.fact === 'worth' || fact.fact === 'potential') && !seesWorth
          const amount = micro === undefined ? {} : { amount: isHidden ? null : money(micro) }
          return { ...fact, ...amount, ...(fact.fact === 'worth' && { basis }) } as Reason
        }),
    },
    thresholds:
      row.customers === null
        ? null
        : {
            customers: row.customers,
            recency: row.recency,
            frequency: row.frequencies,
            money: row.money.map(money),
            basket: row.basket.map(money),
            basis,
            costedShare: Number(row.costed_share),
            keyWorth: seesWorth ? money(row.key_worth_micro) : null,
          },
  }
}
