import { cohortsOf } from './compute/cohorts.ts'
import { type Explanation, explainCustomer } from './compute/explain-customer.ts'
import type { Predicted } from './compute/predicted.ts'

/** What a fit keeps in `insight.models`, as `purchases-step.ts` writes it. */
export interface KeptFit {
  cohorts: { quarters: string[]; factors: number[] }
  money: Predicted['money']
  usual: Predicted['usual']
  churnWindowDays: number
}

export interface OfCustomer {
  asOf: number
  first: number
  last: number
  purchases: number
  /** Major units. */
  meanValue: number
  spend: number
  pActive: number
  ordersInYear: number
}

/** Why a customer got what they got, from their stored figures and the fit alone. */
export function explainPrediction(fit: KeptFit, one: OfCustomer): Explanation {
  const quarter = cohortsOf(Int32Array.of(one.first)).quarters[0] ?? ''
  const cohort = Math.max(fit.cohorts.quarters.indexOf(quarter), 0)
  return explainCustomer(
    {
      cohorts: {
        of: Uint16Array.of(cohort),
        quarters: fit.cohorts.quarters,
        factors: Float64Array.from(fit.cohorts.factors),
        strength: 0,
      },
      money: fit.money,
      usual: fit.usual,
      orders: [Float64Array.of(one.ordersInYear)],
      pActive: Float64Array.of(one.pActive),
      spend: Float64Array.of(one.spend),
    },
    {
      asOf: one.asOf,
      first: Int32Array.of(one.first),
      last: Int32Array.of(one.last),
      purchases: Int32Array.of(one.purchases),
      meanValue: Float64Array.of(one.meanValue),
    },
    0,
  )
}
