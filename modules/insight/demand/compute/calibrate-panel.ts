import { type Calibration, uncalibrated, Z80, Z95 } from './calibration.ts'
import { type CommonError, withCommon } from './common-error.ts'
import type { LookedBack } from './look-back.ts'
import { reachOf, sparseReach } from './reach.ts'
import { ReachCounts } from './reach-counts.ts'

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
  common: CommonError,
  { horizon, areAmounts }: { horizon: number; areAmounts: boolean },
): (kind: string, model: string | null) => Calibration {
  const groups = new Map<string, Reaches>()
  const of = (key: string) => {
    const group = groups.get(key) ?? new Reaches(horizon)
    groups.set(key, group)
    return group
  }
  for (const { back, kind, model, until } of looked) {
    const fitting = [of(`${kind} ${model}`), of(kind), of('')]
    for (let at = 0; at < back.steps.length; at++) {
      const h = back.steps[at] as number
      if ((back.origins[at] as number) + h >= until) continue
      const [step, sum] = [stepReach(back, at, common, areAmounts), sumReach(back, at, common, areAmounts)]
      for (const group of fitting) group.add(h, step, sum)
    }
  }
  const found = new Map([...groups].map(([key, group]) => [key, group.calibration()]))
  return (kind, model) => found.get(`${kind} ${model}`) ?? found.get(kind) ?? found.get('') ?? uncalibrated(horizon)
}

export function stepReach(back: LookedBack, at: number, { step }: CommonError, areAmounts: boolean): number {
  const [value, mean] = [back.values[at] as number, back.means[at] as number]
  if (back.sizes) return sparseReach(value, mean, back.sizes)
  const deviation = withCommon(back.deviations[at] as number, mean, step)
  return reachOf(value, mean, deviation, areAmounts)
}

export function sumReach(back: LookedBack, at: number, { sum }: CommonError, areAmounts: boolean): number {
  const [value, mean] = [back.sums[at] as number, back.sumMeans[at] as number]
  const deviation = withCommon(back.sumDeviations[at] as number, mean, sum)
  return reachOf(value, mean, deviation, areAmounts)
}

const LEAST = 200
const LEAST_SUMS = 30
const [NARROWEST, WIDEST] = [0.8, 3]

class Reaches {
  readonly #steps = new ReachCounts()
  readonly #sums: ReachCounts[]

  constructor(horizon: number) {
    this.#sums = Array.from({ length: horizon }, () => new ReachCounts())
  }

  add(h: number, step: number, sum: number): void {
    this.#steps.add(step)
    this.#sums[h]?.add(sum)
  }

  /** Undefined where too little was seen. */
  calibration(): Calibration | undefined {
    if (this.#steps.count < LEAST) return undefined
    const bound = (z: number, usual: number) => Math.min(Math.max(z, NARROWEST * usual), WIDEST * usual)
    const at80 = bound(this.#steps.quantile(0.8), Z80)
    const at95 = Math.max(bound(this.#steps.quantile(0.95), Z95), at80)
    let widest = NARROWEST
    return {
      at80,
      at95,
      sums: Float64Array.from(this.#sums, (one) => {
        // Longer sums are no surer; few origins reach that far, and they may have been lucky.
        if (one.count >= LEAST_SUMS) widest = Math.max(widest, bound(one.quantile(0.8), Z80) / Z80)
        return widest
      }),
    }
  }
}
