/** Customers who are equally likely to buy again within a year, with what is expected of them all. */
export interface ChanceGroup {
  customers: number
  /** Probability of at least one purchase within a year. */
  buys: number
  /** Of the next year, together. */
  value: number
  orders: number
}

export interface WhatIf {
  customers: number
  /** Share of customers who buy again within a year. */
  retention: { now: number; after: number }
  value: { now: number; after: number }
  orders: { now: number; after: number }
}

/**
 * What the next year would bring if everybody became `points` (hundredths) more likely to buy again and those who do
 * spent `spend` times as much: a customer who comes back is worth what those equally likely to come back bring today,
 * E[V] ÷ P(buys), so the value scales by the probability, which ends at 0 and 1.
 */
export function whatIf(groups: readonly ChanceGroup[], points: number, spend: number): WhatIf {
  const sum = { customers: 0, buys: 0, buysThen: 0, value: 0, valueThen: 0, orders: 0, ordersThen: 0 }
  for (const { customers, buys, value, orders } of groups) {
    const then = Math.min(1, Math.max(0, buys + points / 100))
    // Nobody is known of whom nothing is expected at all: what a return would bring can't be told.
    const factor = buys > 0 ? then / buys : 1
    sum.customers += customers
    sum.buys += customers * buys
    sum.buysThen += customers * then
    sum.value += value
    sum.valueThen += value * factor * spend
    sum.orders += orders
    sum.ordersThen += orders * factor
  }
  const share = (part: number) => (sum.customers === 0 ? 0 : part / sum.customers)
  return {
    customers: sum.customers,
    retention: { now: share(sum.buys), after: share(sum.buysThen) },
    value: { now: sum.value, after: sum.valueThen },
    orders: { now: sum.orders, after: sum.ordersThen },
  }
}
