import { type Calibration, uncalibrated, Z80, Z95 } from './calibration.ts'
import type { LookedBack } from './look-back.ts'
import { reachOf, sparseReach } from './reach.ts'
import { ReachCounts } from './reach-counts.ts'
import { type WholeError, withWhole } from './whole-error.ts'

export interface Looked {
  back: LookedBack
  kind: string
  model: string | null
  /** The step from which on nothing is looked at. */
  until: number
}

/**
 * How wide the intervals of each kind of series have to be so that 80 and 95 % of what was foretold in the rolling origins would
 * have fallen into them (split conformal prediction, Lei et al. 2018, JASA 113; here pooled over the series of one class and
 * model, of the class where these are few, of all where that is). What a model says of its own spread leaves out that its
 * parameters and seasons are estimates too.
 */
export function calibratePanel(
  looked: Iterable<Looked>,
  common: WholeError,
  { horizon, areAmounts }: { horizon: number; areAmounts: boolean },
): (kind: string, model: string | null) => Calibration {
  const groups = new Map<string, Reaches>()
  const of = (key: string) => {
    const group = groups.get(key) ?? new Reaches(horizon)
    groups.set(key, group)
    return group
  }
  for (const { back, kind, model, until } of looked) {
    const times = until - (back.origins[0] ?? until)
    const fitting = [of(`${kind} ${model}`), of(kind), of('')]
    for (const group of fitting) group.times = Math.max(group.times, times)
    for (let at = 0; at < back.steps.length; at++) {
      const h = back.steps[at] as number
      if ((back.origins[at] as number) + h >= until) continue
      const at80 = stepReach(back, at, common, { areAmounts, z: Z80 })
      const at95 = stepReach(back, at, common, { areAmounts, z: Z95 })
      const sum = sumReach(back, at, common, areAmounts)
      for (const group of fitting) group.add(h, { at80, at95, sum })
    }
  }
  const found = new Map([...groups].map(([key, group]) => [key, group.calibration()]))
  return (kind, model) => found.get(`${kind} ${model}`) ?? found.get(kind) ?? found.get('') ?? uncalibrated(horizon)
}

/** How wide the interval of a step had to be, in deviations of the model's own; `z` is that of an interval as stated. */
export function stepReach(
  back: LookedBack,
  at: number,
  { step }: WholeError,
  { areAmounts, z }: { areAmounts: boolean; z: number },
): number {
  const [value, mean, deviation] = [back.values[at] as number, back.means[at] as number, back.deviations[at] as number]
  if (back.sizes) return sparseReach(value, mean, back.sizes)
  const reach = reachOf(value, mean, withWhole(deviation, mean, step), areAmounts)
  return ownReach(reach, { z, deviation, shared: step * mean })
}

/** The same of a sum, at 80 %. */
export function sumReach(back: LookedBack, at: number, { sum }: WholeError, areAmounts: boolean): number {
  const [value, mean, deviation] = [
    back.sums[at] as number,
    back.sumMeans[at] as number,
    back.sumDeviations[at] as number,
  ]
  const reach = reachOf(value, mean, withWhole(deviation, mean, sum), areAmounts)
  return ownReach(reach, { z: Z80, deviation, shared: sum * mean })
}

/** What all series err alike is known: only the rest of an interval is the model's own to be widened. */
function ownReach(reach: number, { z, deviation, shared }: { z: number; deviation: number; shared: number }): number {
  if (!(shared > 0 && deviation > 0)) return reach
  const needed = (reach / z) ** 2 * (deviation ** 2 + shared ** 2)
  return z * (Math.sqrt(Math.max(needed - shared ** 2, 0)) / deviation)
}

const LEAST = 200
const LEAST_SUMS = 30
const [NARROWEST, WIDEST] = [0.8, 3]

class Reaches {
  readonly #at80 = new ReachCounts()
  readonly #at95 = new ReachCounts()
  readonly #sums: ReachCounts[]
  /** How many steps of time were looked at. */
  times = 0

  constructor(horizon: number) {
    this.#sums = Array.from({ length: horizon }, () => new ReachCounts())
  }

  add(h: number, { at80, at95, sum }: { at80: number; at95: number; sum: number }): void {
    this.#at80.add(at80)
    this.#at95.add(at95)
    this.#sums[h]?.add(sum)
  }

  /** Undefined where too little was seen. */
  calibration(): Calibration | undefined {
    if (this.#at80.count < LEAST) return undefined
    // What errs at one time errs alike in all series: the times are the draws, of which the next is one more.
    const share = (wanted: number) => Math.min(wanted * (1 + 1 / this.times), 1)
    const bound = (z: number, usual: number) => Math.min(Math.max(z, NARROWEST * usual), WIDEST * usual)
    const at80 = bound(this.#at80.quantile(share(0.8)), Z80)
    const at95 = Math.max(bound(this.#at95.quantile(share(0.95)), Z95), at80)
    let widest = NARROWEST
    return {
      at80,
      at95,
      sums: Float64Array.from(this.#sums, (one) => {
        // Longer sums are no surer; few origins reach that far, and they may have been lucky.
        if (one.count >= LEAST_SUMS) widest = Math.max(widest, bound(one.quantile(share(0.8)), Z80) / Z80)
        return widest
      }),
    }
  }
}
