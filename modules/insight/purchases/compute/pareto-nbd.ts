import gammaln from '@stdlib/math-base-special-gammaln'
import type { Cells, History } from './cells.ts'
import { gaussFraction } from './gauss-fraction.ts'
import { gaussLegendre } from './gauss-legendre.ts'
import { addNegativeBinomial } from './negative-binomial.ts'
import type { PurchaseModel } from './purchase-model.ts'

/**
 * Pareto/NBD (Schmittlein, Morrison and Colombo 1987, Management Science 33, 1–24; Fader and Hardie 2005, "A note on deriving
 * the Pareto/NBD model"): purchases are Poisson with a rate that is Gamma(r, α) over customers, who stop after an exponential
 * life whose rate is Gamma(s, β) over customers. A cohort that buys `factor` times as often has α ÷ factor.
 */
export const paretoNbd: PurchaseModel = {
  name: 'pareto-nbd',
  names: ['r', 'alpha', 's', 'beta'],
  usual: (rate, T) => [0.7, 0.7 / rate, 0.7, 0.5 * T],
  priorWidths: [1.2, 1.5, 1.2, 1.5],
  logLikelihood,
  alive: (at, history) => 1 / (1 + stopped(at, history)),
  expected: ([r = 1, alpha = 1, s = 1, beta = 1], { x, T, factor }, t) =>
    ((r + x) / (alpha / factor + T)) * lifeWithin(s, beta + T, t),
  counts,
  expectedOfNew: ([r = 1, alpha = 1, s = 1, beta = 1], factor, t) => ((r * factor) / alpha) * lifeWithin(s, beta, t),
}

function logLikelihood(at: readonly number[], cells: Cells): number {
  const [r = 1, alpha = 1, s = 1, beta = 1] = at
  const { size, xs, xAt, tx, T, factor, weight } = cells
  const perX = xs.map((x) => gammaln(r + x) - gammaln(r))
  const logBeta = s * Math.log(beta)
  const history = { x: 0, tx: 0, T: 0, factor: 1 }
  let sum = 0
  for (let cell = 0; cell < size; cell++) {
    const place = xAt[cell] as number
    const x = xs[place] as number
    history.x = x
    history.tx = tx[cell] as number
    history.T = T[cell] as number
    history.factor = factor[cell] as number
    const own = alpha / history.factor
    const log =
      (perX[place] as number) +
      r * Math.log(own) -
      (r + x) * Math.log(own + history.T) +
      logBeta -
      s * Math.log(beta + history.T) +
      logOneAnd(at, history)
    sum += (weight[cell] as number) * log
  }
  return sum
}

/** log(1 + stopped), also where `stopped` is more than a number can hold. */
function logOneAnd(at: readonly number[], history: History): number {
  const value = stopped(at, history)
  return value < Number.POSITIVE_INFINITY
    ? Math.log1p(value)
    : logAtLast(at, history) + Math.log(shareAfter(at, history, history.tx))
}

/**
 * The likelihood of having stopped between `tx` and `T` over that of being alive, mixed over customers:
 * s ∫ G(τ) ÷ (β + τ) dτ ÷ G(T), G(τ) = (α + τ)^−(r+x) (β + τ)^−s. With the integral to infinity s ÷ (r+s+x) · G(t) · F(t) this is
 * the difference of two of them; F is the 2F1 of the note after Euler's transformation, which takes the great powers out of it.
 */
function stopped(at: readonly number[], history: History): number {
  const { tx, T } = history
  if (tx >= T) return 0
  const value = Math.exp(logAtLast(at, history)) * shareAfter(at, history, tx) - shareAfter(at, history, T)
  return Math.max(0, value)
}

/** log G(tx) − log G(T). */
function logAtLast([r = 1, alpha = 1, s = 1, beta = 1]: readonly number[], { x, tx, T, factor }: History): number {
  return (r + x) * Math.log((alpha / factor + T) / (alpha / factor + tx)) + s * Math.log((beta + T) / (beta + tx))
}

function shareAfter([r = 1, alpha = 1, s = 1, beta = 1]: readonly number[], { x, factor }: History, t: number): number {
  const rate = alpha / factor + t
  const life = beta + t
  const c = r + s + x
  return rate >= life
    ? (s / c) * gaussFraction(r + x, c, (rate - life) / rate)
    : (s / c) * (rate / life) * gaussFraction(s + 1, c, (life - rate) / life)
}

/** Mean time alive within `t` of a customer whose rate of stopping is Gamma(s, b); s = 1 is its limit, not a gap. */
function lifeWithin(s: number, b: number, t: number): number {
  const log = Math.log1p(t / b)
  const power = (s - 1) * log
  return b * log * (Math.abs(power) < 1e-8 ? 1 - power / 2 : -Math.expm1(-power) / power)
}

/**
 * Who is alive has a rate Gamma(r + x, α + T) and a remaining life with P(> u) = ((β+T) ÷ (β+T+u))^s: negative binomials for
 * the time until the customer stops, by Gauss–Legendre quadrature over the logarithm of β + T + u, and one for who outlives `t`.
 */
function counts(
  [r = 1, alpha = 1, s = 1, beta = 1]: readonly number[],
  { x, T, factor }: History,
  t: number,
  into: Float64Array,
): number {
  into.fill(0)
  const shape = r + x
  const scale = alpha / factor + T
  const width = Math.log1p(t / (beta + T))
  const outlives = Math.exp(-s * width)
  let size = addNegativeBinomial(into, shape, scale, t, outlives)
  // The more purchases are expected, the narrower each negative binomial is in u.
  const { nodes, weights } = gaussLegendre(12 + 4 * Math.min(20, Math.ceil(Math.sqrt((shape * t) / scale) / 2)))
  for (let node = 0; node < nodes.length; node++) {
    const log = width * (nodes[node] as number)
    const weight = width * (weights[node] as number) * s * Math.exp(-s * log)
    size = Math.max(size, addNegativeBinomial(into, shape, scale, (beta + T) * Math.expm1(log), weight))
  }
  return size
}
