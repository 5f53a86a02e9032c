import type { Model } from './model.ts'

export type SparseName = 'croston' | 'sba' | 'tsb'
export interface SparseOptions {
  /** Smoothing of sizes, and of intervals or probabilities. */
  alpha: number
  beta: number
  /** `first`: from the first demand and the wait for it. `means`: its interval from the mean interval, its probability from the share of steps with a demand. */
  start: 'first' | 'means'
}

/**
 * Models of sparse demand: size and interval smoothed apart, only when something is sold (Croston 1972, Operational Research
 * Quarterly 23), deflated by 1 − β/2 (Syntetos & Boylan 2005, International Journal of Forecasting 21), or size and probability
 * of a demand, the latter also updated while nothing is sold, so that a dying product fades (Teunter, Syntetos & Babai 2011,
 * European Journal of Operational Research 214). Sizes start with the first demand. @returns null without a demand.
 */
export function sparseModel(name: SparseName, values: Float64Array, options: SparseOptions): Model | null {
  const first = values.findIndex((value) => value > 0)
  if (first < 0) return null
  const start = startOf(name, values, first, options.start)
  const { alpha, beta } = options
  const deflated = name === 'sba' ? 1 - beta / 2 : 1
  const follow = (series: Float64Array, see: (expected: number, t: number) => void) => {
    let [size, wait] = [start.size, start.wait]
    let since = start.from
    see(expectedOf(name, size, wait) * deflated, 0)
    for (let t = 0; t < series.length; t++) {
      const value = series[t] as number
      if (t >= start.from) {
        if (value > 0) size += alpha * (value - size)
        if (name === 'tsb') wait += beta * ((value > 0 ? 1 : 0) - wait)
        else if (value > 0) {
          wait += beta * (t + 1 - since - wait)
          since = t + 1
        }
      }
      see(expectedOf(name, size, wait) * deflated, t + 1)
    }
  }
  let squares = 0
  let before = 0
  follow(values, (expected, t) => {
    if (t > 0) squares += ((values[t - 1] as number) - before) ** 2
    before = expected
  })
  return {
    name,
    form: `${name.toUpperCase()}(${alpha}, ${beta})`,
    season: 'none',
    parameters: { alpha, beta, startSize: start.size, startWait: start.wait },
    logLikelihood: null,
    aicc: null,
    variance: squares / values.length,
    response: () => (alpha + beta) / 2,
    means: (series, origins, horizon) => {
      const found: Float64Array[] = []
      const all = new Float64Array(origins.length * horizon)
      follow(series, (expected, t) => {
        while (origins[found.length] === t)
          found.push(all.subarray(found.length * horizon, (found.length + 1) * horizon).fill(expected))
      })
      return found
    },
  }
}

const expectedOf = (name: SparseName, size: number, wait: number) => (name === 'tsb' ? size * wait : size / wait)

/** `wait`: interval, or for TSB the probability of a demand. `from`: the first step that updates them. */
function startOf(name: SparseName, values: Float64Array, first: number, start: SparseOptions['start']) {
  const size = values[first] as number
  let [demands, last] = [0, first]
  for (let t = first; t < values.length; t++)
    if ((values[t] as number) > 0) {
      demands++
      last = t
    }
  if (name === 'tsb') {
    return start === 'first'
      ? { size, wait: 1 / (first + 1), from: first + 1 }
      : { size, wait: demands / values.length, from: 1 }
  }
  return { size, wait: start === 'first' ? first + 1 : (last + 1) / demands, from: first + 1 }
}
