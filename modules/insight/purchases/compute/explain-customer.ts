import type { PredictInput } from './predict-input.ts'
import type { Predicted } from './predicted.ts'

/**
 * Something that makes what is expected greater or smaller, by how many times. `recency`: how likely they are still a customer, against
 * one who surely is. `frequency`: orders in the longest horizon while they are, against all customers'; `cohort` is a part of it. `spend`:
 * the value of an order against all customers'.
 */
export interface Factor {
  kind: 'recency' | 'frequency' | 'cohort' | 'spend'
  times: number
}

/** Plain figures behind one customer's predictions. */
export interface Explanation {
  /** Days with a purchase, of which the first was so many days ago and the last so many. */
  purchases: number
  knownDays: number
  quietDays: number
  /** Mean days between purchases; null for who has not come back. */
  usualGapDays: number | null
  pActive: number
  cohort: { quarter: string; factor: number }
  /** Own mean value of a purchase, that of everybody, and how much of the expected one comes from the own (0 … 1). */
  spend: { own: number; everybody: number; expected: number; ownWeight: number } | null
  /** Orders in the longest horizon while a customer: theirs, and that of all. */
  ordersWhileActive: { own: number; usual: number }
  /** The strongest first. `cohort` is named where it moves `frequency` by more than 2 %. */
  factors: Factor[]
}

/** Why customer `at` of `predictCustomers`' input got what they got. */
export function explainCustomer(
  predicted: Pick<Predicted, 'cohorts' | 'usual' | 'orders' | 'pActive' | 'money' | 'spend'>,
  {
    asOf,
    first,
    last,
    purchases,
    meanValue,
  }: Pick<PredictInput, 'asOf' | 'first' | 'last' | 'purchases' | 'meanValue'>,
  at: number,
): Explanation {
  const { cohorts, usual, orders } = predicted
  const [start, latest, count] = [first[at] as number, last[at] as number, purchases[at] as number]
  const pActive = predicted.pActive[at] as number
  const cohort = cohorts.of[at] as number
  const factor = cohorts.factors[cohort] as number
  const spend = spendOf(predicted, count, meanValue[at] as number, at)
  const whileActive = pActive > 0 ? ((orders.at(-1)?.[at] ?? 0) as number) / pActive : 0
  const factors: Factor[] = [{ kind: 'recency', times: pActive }]
  if (pActive > 0) factors.push({ kind: 'frequency', times: ratio(whileActive, usual.ordersWhileActive) })
  if (Math.abs(factor - 1) > 0.02) factors.push({ kind: 'cohort', times: factor })
  if (spend) factors.push({ kind: 'spend', times: ratio(spend.expected, usual.spend) })
  return {
    purchases: count,
    knownDays: asOf - start,
    quietDays: asOf - latest,
    usualGapDays: count > 1 ? (latest - start) / (count - 1) : null,
    pActive,
    cohort: { quarter: cohorts.quarters[cohort] as string, factor },
    spend,
    ordersWhileActive: { own: whileActive, usual: usual.ordersWhileActive },
    factors: factors.sort((a, b) => size(b) - size(a)),
  }
}

/** The weight of the own mean in Gamma–Gamma's expected spend (Fader and Hardie 2013, below equation 5). */
function spendOf(
  { money: { parameters, mean }, spend }: Pick<Predicted, 'money' | 'spend'>,
  payments: number,
  own: number,
  at: number,
) {
  if (!parameters || !(own > 0)) return null
  const { p, q } = parameters
  const ownWeight = (p * payments) / (p * payments + q - 1)
  return { own, everybody: mean, expected: spend[at] as number, ownWeight }
}

const ratio = (own: number, usual: number) => (usual > 0 ? own / usual : 1)
const size = ({ times }: Factor) => (times > 0 ? Math.abs(Math.log(times)) : Number.POSITIVE_INFINITY)
