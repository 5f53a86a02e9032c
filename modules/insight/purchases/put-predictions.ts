import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { Rescored } from '../score/reclassify.ts'
import type { ChurnLevel } from './churn-rule.ts'
import { predictionColumns } from './prediction-columns.ts'

/** One figure a horizon: the next 30, 90 and 365 days. */
export type PerHorizon = readonly [number, number, number]

export interface PredictionRow {
  customerId: string
  purchases: number
  firstDay: number
  lastDay: number
  active: number
  orders: PerHorizon
  ordersLow: PerHorizon
  ordersHigh: PerHorizon
  ordersInside: PerHorizon
  baseOrders: PerHorizon
  /** Millionths of the company's currency, as all money here. */
  value: PerHorizon
  valueLow: PerHorizon
  valueHigh: PerHorizon
  spend: number
  clv: number
  churnRisk: number
  churnLevel: ChurnLevel
  buysInYear: number
  potentialScore: number
}

export interface Told {
  asOf: string
  model: string
  currency: string
  basis: 'profit' | 'revenue'
}

/**
 * Writes the predictions of some customers, and a row of history for each changed churn level. Returns who got another
 * potential score: their class may move.
 */
export async function putPredictions(ctx: Context, told: Told, rows: readonly PredictionRow[]): Promise<Rescored[]> {
  const { rows: rescored } = await sql<Rescored>`
    with given as materialized (
      select c.unit_ids, g.* from ${predictionColumns(rows)} join facts.customers c on c.customer_id = g.customer_id
    ),
    before as materialized (
      select p.customer_id, p.potential_score, p.churn_level from insight.predictions p join given using (customer_id)
    ),
    put as (
      insert into insight.predictions (customer_id, unit_ids, as_of, made_at, model, currency, basis, purchases, first_day,
        last_day, p_active, orders, orders_low, orders_high, orders_inside, base_orders, value_micro, value_low_micro, value_high_micro,
        spend_micro, clv_micro, churn_risk, churn_level, buys_in_year, potential_score)
      select customer_id, unit_ids, ${told.asOf}, ${ctx.now}, ${told.model}, ${told.currency}, ${told.basis}, purchases,
        date '1970-01-01' + first, date '1970-01-01' + last, active, array[o1, o2, o3], array[l1, l2, l3], array[h1, h2, h3],
        array[i1, i2, i3], array[b1, b2, b3], array[v1, v2, v3], array[w1, w2, w3], array[u1, u2, u3], spend, clv, risk, level, year, potential
      from given
      on conflict (customer_id) do update set (unit_ids, as_of, made_at, model, currency, basis, purchases, first_day,
        last_day, p_active, orders, orders_low, orders_high, orders_inside, base_orders, value_micro, value_low_micro, value_high_micro,
        spend_micro, clv_micro, churn_risk, churn_level, buys_in_year, potential_score) = row (excluded.unit_ids,
        excluded.as_of, excluded.made_at, excluded.model, excluded.currency, excluded.basis, excluded.purchases,
        excluded.first_day, excluded.last_day, excluded.p_active, excluded.orders, excluded.orders_low,
        excluded.orders_high, excluded.orders_inside, excluded.base_orders, excluded.value_micro, excluded.value_low_micro,
        excluded.value_high_micro, excluded.spend_micro, excluded.clv_micro, excluded.churn_risk, excluded.churn_level,
        excluded.buys_in_year, excluded.potential_score)
    ),
    history as (
      insert into insight.churn_changes (customer_id, changed_at, unit_ids, as_of, level, previous_level, risk, announced)
      select g.customer_id, ${ctx.now}, g.unit_ids, ${told.asOf}, g.level, b.churn_level, g.risk, b.churn_level is null
      from given g left join before b using (customer_id) where b.churn_level is distinct from g.level
      on conflict (customer_id, changed_at) do nothing
    )
    select g.customer_id as "customerId", b.potential_score is null as "isFirst" from given g left join before b using (customer_id)
    where b.potential_score is distinct from g.potential`.execute(ctx.db)
  return rescored
}
