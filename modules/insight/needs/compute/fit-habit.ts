import { minimise } from '../../compute/minimise.ts'
import type { Habit } from './habit.ts'
import { logLikelihood, type Observed } from './log-likelihood.ts'

export interface FittedHabit {
  habit: Habit
  logLikelihood: number
  evaluations: number
}

interface Options {
  /** What the parameters are believed to be before: for a category the whole shop's. */
  near: Habit
  /** Where to begin, where something is known better than `near`. */
  from?: Habit
  /** How far they may be from that: standard deviations of the coordinates; see `SPREAD`. */
  wide?: boolean
  /** Without it regularity is fitted; with it k is held there: 1 is the model without regularity. */
  regularity?: number
  mostEvaluations?: number
}

/** Of log k, log r, log typical, γ, logit of leaving after the first purchase, log(a + b): over the categories of a shop, and of any shop. */
const SPREAD = { among: [0.5, 0.6, 1, 0.4, 0.7, 0.7], wide: [1.2, 1.2, 3, 0.7, 2, 1.5] }

/** The parameters of greatest likelihood, held by a normal prior on their logarithms, which is all a category of few purchases has to go by. */
export function fitHabit(
  observed: Observed,
  { near, from = near, wide, regularity, mostEvaluations = 600 }: Options,
): FittedHabit {
  const centre = coordinates(near)
  const spread = wide ? SPREAD.wide : SPREAD.among
  const read = (at: readonly number[]) =>
    habitOf(regularity === undefined ? at : [Math.log(regularity), ...at.slice(1)])
  const { at, evaluations } = minimise(
    (point) => {
      let penalty = 0
      for (let i = 0; i < point.length; i++)
        penalty += (((point[i] as number) - (centre[i] as number)) / (spread[i] as number)) ** 2 / 2
      return penalty - logLikelihood(read(point), observed)
    },
    coordinates(from),
    { step: wide && from === near ? 0.5 : 0.25, tolerance: 1e-6, mostEvaluations },
  )
  const habit = read(at)
  return { habit, logLikelihood: logLikelihood(habit, observed), evaluations }
}

function coordinates({ regularity, alike, typical, paceShare, a, b }: Habit): number[] {
  return [Math.log(regularity), Math.log(alike), Math.log(typical), paceShare, Math.log(a / b), Math.log(a + b)]
}

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** Bounds keep the special functions where they are exact. */
function habitOf([logK = 0, logR = 0, logTypical = 0, paceShare = 0, logit = 0, logSum = 0]: readonly number[]): Habit {
  const [whole, first] = [Math.exp(within(logSum, -2, 6)), 1 / (1 + Math.exp(-within(logit, -7, 4)))]
  return {
    regularity: Math.exp(within(logK, -1.2, 3.7)),
    alike: Math.exp(within(logR, -1.2, 4.5)),
    typical: Math.exp(within(logTypical, -7, 10)),
    paceShare: within(paceShare, -0.5, 1.5),
    a: whole * first,
    b: whole * (1 - first),
  }
}
