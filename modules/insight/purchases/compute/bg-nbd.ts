import gammaln from '@stdlib/math-base-special-gammaln'
import type { Cells, History } from './cells.ts'
import { addNegativeBinomial } from './negative-binomial.ts'
import type { PurchaseModel } from './purchase-model.ts'

/**
 * BG/NBD (Fader, Hardie and Lee 2005, Marketing Science 24, 275–284): purchases are Poisson with a rate that is
 * Gamma(r, α) over customers, and after each one the customer stops with a probability that is Beta(a, b) over customers.
 * A cohort that buys `factor` times as often has α ÷ factor.
 */
export const bgNbd: PurchaseModel = {
  name: 'bg-nbd',
  names: ['r', 'alpha', 'a', 'b'],
  usual: (rate) => [0.7, 0.7 / rate, 0.8, 2.4],
  priorWidths: [1.2, 1.5, 1.2, 1.2],
  logLikelihood,
  alive,
  expected,
  counts,
  expectedOfNew: ([r = 1, alpha = 1, a = 1, b = 1], factor, t) => sumOfTails(r, alpha / factor, a, b, t),
}

/** Equation 6 of the paper, by its logarithm. */
function logLikelihood([r = 1, alpha = 1, a = 1, b = 1]: readonly number[], cells: Cells): number {
  const { size, xs, xAt, tx, T, factor, weight } = cells
  const perX = xs.map(
    (x) => gammaln(r + x) - gammaln(r) + gammaln(a + b) - gammaln(b) + gammaln(b + x) - gammaln(a + b + x),
  )
  let sum = 0
  for (let cell = 0; cell < size; cell++) {
    const at = xAt[cell] as number
    const x = xs[at] as number
    const own = alpha / (factor[cell] as number)
    const age = own + (T[cell] as number)
    const stopped = x > 0 ? (a / (b + x - 1)) * (age / (own + (tx[cell] as number))) ** (r + x) : 0
    const log =
      (perX[at] as number) +
      r * Math.log(own) -
      (r + x) * Math.log(age) +
      (stopped < 1e300 ? Math.log1p(stopped) : logStopped(r, a, b, x, age / (own + (tx[cell] as number))))
    sum += (weight[cell] as number) * log
  }
  return sum
}

const logStopped = (r: number, a: number, b: number, x: number, ratio: number) =>
  Math.log(a / (b + x - 1)) + (r + x) * Math.log(ratio)

/** Who has never come back has had no occasion to stop: by this model they are certainly alive. */
function alive([r = 1, alpha = 1, a = 1, b = 1]: readonly number[], { x, tx, T, factor }: History): number {
  if (x === 0) return 1
  const own = alpha / factor
  return 1 / (1 + (a / (b + x - 1)) * ((own + T) / (own + tx)) ** (r + x))
}

function expected([r = 1, alpha = 1, a = 1, b = 1]: readonly number[], { x, T, factor }: History, t: number): number {
  return sumOfTails(r + x, alpha / factor + T, a, b + x, t)
}

/**
 * Who is alive has a rate Gamma(r + x, α + T) and stops with Beta(a, b + x), independent of each other: they buy n times
 * when n fall into `t` and none of them was the last, or when n or more fall into it and the n-th was the last.
 */
function counts(
  [r = 1, alpha = 1, a = 1, b = 1]: readonly number[],
  { x, T, factor }: History,
  t: number,
  into: Float64Array,
): number {
  into.fill(0)
  const size = addNegativeBinomial(into, r + x, alpha / factor + T, t, 1)
  let tail = 1 - (into[0] as number)
  let going = 1
  for (let n = 1; n < size; n++) {
    const stays = (b + x + n - 1) / (a + b + x + n - 1)
    const exactly = into[n] as number
    into[n] = going * (stays * exactly + (1 - stays) * Math.max(0, tail))
    going *= stays
    tail -= exactly
  }
  return size
}

const ROOM = 1 << 14
const room = new Float64Array(ROOM)

/** The same as equation 10 of the paper given alive, as a sum of positive terms: P(n or more fall into t) × P(none of n − 1 was the last). */
function sumOfTails(shape: number, scale: number, a: number, b: number, t: number): number {
  const size = addNegativeBinomial(room.fill(0), shape, scale, t, 1)
  let tail = 1
  let going = 1
  let sum = 0
  for (let n = 1; n <= size; n++) {
    tail -= room[n - 1] as number
    sum += going * Math.max(0, tail)
    going *= (b + n - 1) / (a + b + n - 1)
  }
  return sum
}
