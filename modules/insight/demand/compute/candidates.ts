import { meanModel, seasonalNaive } from './base-lines.ts'
import type { DemandClass } from './demand-class.ts'
import { etsModel, type Index } from './ets-model.ts'
import { fitLinearEts, type LinearEts } from './linear-ets.ts'
import type { Model, ModelName } from './model.ts'
import { multiplicativeEts } from './multiplicative-ets.ts'
import { isSparse } from './outlook.ts'
import { type SparseName, type SparseOptions, sparseModel } from './sparse-model.ts'
import { textbookEts } from './textbook-ets.ts'

export interface Wish {
  /** Steps in a season's cycle. */
  period: number
  /** Thousands of series: fewer forms, parameters to two digits. */
  rough: boolean
  /** Steps without demand before the first value; see `meanModel`. */
  empty: number
  sparse?: SparseOptions | undefined
  /** Only what needs no model: where models did worse than this. */
  baseLinesOnly?: boolean | undefined
  /** Only this model. */
  only?: ModelName | undefined
}

/** A model to be tried: fitted on some values, and again on all of them when it is chosen. */
export interface Candidate {
  key: string
  fit(values: Float64Array, index: Index | undefined): Model | null
  /** Told beside the choice, never chosen. */
  isOnlyMeasured?: boolean
}

/** Cycles up to this long get seasonal states of their own; longer ones take a seasonal index. */
const MOST_STATES = 24
const TRENDS = ['none', 'additive', 'damped'] as const

/** What is tried on a series of this class. Base lines come first. */
export function candidatesFor(kind: DemandClass, hasIndex: boolean, wish: Wish): Candidate[] {
  const mean: Candidate = { key: 'mean', fit: (values) => meanModel(values, wish) }
  const naive: Candidate = {
    key: 'seasonal-naive',
    fit: (values) => seasonalNaive(values, naivePeriod(values.length, wish.period)),
  }
  if (wish.only)
    return [forcedCandidate(wish.only, wish), ...measured([mean, naive].filter(({ key }) => key !== wish.only))]
  if (wish.baseLinesOnly) return [mean, naive]
  const ses: Candidate = { key: 'ses', fit: (values) => simple(values, undefined, wish) }
  const indexed: Candidate[] = [
    { key: 'mean index', fit: (values, index) => meanModel(values, { index, empty: wish.empty }) },
    { key: 'ses index', fit: (values, index) => simple(values, index, wish) },
  ]
  if (isSparse(kind)) {
    // “Nothing, as last year” is no word on goods that sell now and then: it would claim to be certain.
    const sparse = sparseNames.map((name) => sparseCandidate(name, wish))
    return [mean, ...measured([naive]), ses, ...(hasIndex ? indexed : []), ...sparse]
  }
  const family: Candidate = { key: 'ets', fit: (values) => bestEts(values, undefined, wish) }
  const indexedFamily: Candidate = { key: 'ets index', fit: (values, index) => bestEts(values, index, wish) }
  if (!hasIndex) return [mean, naive, ses, family]
  return [mean, naive, ses, ...indexed, indexedFamily, ...(wish.rough ? [] : [family])]
}

const measured = (candidates: readonly Candidate[]) => candidates.map((one) => ({ ...one, isOnlyMeasured: true }))

/** The season's cycle where enough of it was seen, else the last value. */
export const naivePeriod = (length: number, period: number): number =>
  length >= period + Math.min(period, 4) ? period : 1

const sparseNames: readonly SparseName[] = ['croston', 'sba', 'tsb']

const simple = (values: Float64Array, index: Index | undefined, wish: Wish) =>
  linear('ses', 'none', 1, values, index, wish)

function linear(
  name: ModelName,
  trend: LinearEts['form']['trend'],
  period: number,
  values: Float64Array,
  index: Index | undefined,
  { rough }: Pick<Wish, 'rough'>,
): Model | null {
  const adjusted = index ? values.map((value, t) => value / (index.factors[t] as number)) : values
  const fit = fitLinearEts(adjusted, { trend, period }, { rough, weights: index?.weights.subarray(0, values.length) })
  return fit && etsModel(name, fit, index)
}

/** The form of least AICc (Hyndman et al. 2008, chapter 7). */
function bestEts(values: Float64Array, index: Index | undefined, wish: Wish): Model | null {
  // Of twelve steps ahead a plain trend and a damped one differ little; rolling origins judge it, and the search is shorter.
  const trends = wish.rough ? TRENDS.filter((trend) => trend !== 'damped') : TRENDS
  const periods =
    !index && wish.period > 1 && wish.period <= MOST_STATES && values.length >= 2 * wish.period + 2
      ? [1, wish.period]
      : [1]
  const models = periods.flatMap((period) => trends.map((trend) => linear('ets', trend, period, values, index, wish)))
  if (!wish.rough && !index) {
    for (const period of periods) for (const trend of TRENDS) models.push(multiplicativeEts(values, { trend, period }))
  }
  return models.reduce((best, one) => (one && (!best || (one.aicc ?? 0) < (best.aicc ?? 0)) ? one : best), null)
}

const SMOOTHINGS = [0.05, 0.1, 0.2]

/** The smoothing that would have foretold these values best, unless it is given. */
function sparseCandidate(name: SparseName, { sparse }: Wish): Candidate {
  const trials: SparseOptions[] = sparse
    ? [sparse]
    : SMOOTHINGS.map((alpha) => ({ alpha, beta: alpha, start: 'means' }))
  return {
    key: name,
    fit: (values) =>
      trials.reduce<Model | null>((best, trial) => {
        const model = sparseModel(name, values, trial)
        return model && (!best || model.variance < best.variance) ? model : best
      }, null),
  }
}

const forcedCandidate = (name: ModelName, wish: Wish): Candidate => ({
  key: name,
  fit: (values, index) => forced(name, values, index, wish),
})

function forced(name: ModelName, values: Float64Array, index: Index | undefined, wish: Wish): Model | null {
  if (name === 'mean') return meanModel(values, wish)
  if (name === 'seasonal-naive') return seasonalNaive(values, naivePeriod(values.length, wish.period))
  if (name === 'ets') return bestEts(values, index, wish)
  if (name === 'ses') return textbookEts(name, values, { trend: 'none', period: 1 })
  if (name === 'holt') return textbookEts(name, values, { trend: 'additive', period: 1 })
  if (name === 'holt-winters') return textbookEts(name, values, { trend: 'additive', period: wish.period })
  return name === 'ended' ? null : sparseCandidate(name, wish).fit(values, undefined)
}
