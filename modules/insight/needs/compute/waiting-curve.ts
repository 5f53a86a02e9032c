import gammaln from '@stdlib/math-base-special-gammaln'
import { incompleteBeta } from '../../compute/incomplete-beta.ts'
import type { Habit } from './habit.ts'
import { PAUSES } from './pauses.ts'

/** Logarithms of the share of gaps that are longer than exp(FROM + i·STEP) · scale, for a customer of n gaps. */
export type WaitingCurve = Float64Array

export interface Curves {
  curve: WaitingCurve
  /** Without pauses. */
  regular: WaitingCurve
  /** What the days of a scale are multiplied by. */
  scale: number
}

const FROM = -14
const STEP = 0.05
const POINTS = 500
/** Who has more gaps is told from so many, scaled to the same mean: the curve hardly moves any more. */
const MOST_GAPS = 60

/**
 * Curves of a category, one for each number of gaps, made when first asked for: given the gaps, the next one divided by
 * A ÷ k is Beta prime(k, R) (compound gamma), whatever the customer, so curves are tables and millions of customers cost
 * a look-up each.
 */
export function waitingCurves({ regularity: k, alike: r }: Habit): (gaps: number) => Curves {
  const kept: Pick<Curves, 'regular' | 'curve'>[] = []
  return (gaps) => {
    const n = Math.min(gaps, MOST_GAPS)
    const shape = r + k * n
    const made = kept[n] ?? { regular: curveOf(k, shape, 0), curve: curveOf(k, shape, PAUSES.share) }
    kept[n] = made
    return { ...made, scale: shape / (r + k * gaps) }
  }
}

function curveOf(k: number, shape: number, pauses: number): WaitingCurve {
  const beta = gammaln(k) + gammaln(shape) - gammaln(k + shape)
  const curve = new Float64Array(POINTS)
  for (let i = 0; i < POINTS; i++) {
    const ratio = Math.exp(FROM + i * STEP)
    // The mirrored function keeps its digits where hardly any gap is longer.
    const asUsual = incompleteBeta(1 / (1 + ratio), shape, k, beta)
    const longer = (1 - pauses) * asUsual + pauses * (1 + ratio / (PAUSES.longer * k)) ** -shape
    // Beyond what a number holds it falls as a power.
    curve[i] = longer > 1e-280 ? Math.log(longer) : (curve[i - 1] as number) - shape * STEP
  }
  return curve
}

/** Logarithm of the share of gaps longer than `time` (in scales). */
export function logLonger(curve: WaitingCurve, time: number): number {
  if (!(time > 0)) return 0
  const place = (Math.log(time) - FROM) / STEP
  if (place <= 0) return 0
  if (place >= POINTS - 1) return curve[POINTS - 1] as number
  const i = Math.floor(place)
  const low = curve[i] as number
  return low + (place - i) * ((curve[i + 1] as number) - low)
}

/** The time (in scales) that a share of gaps with this logarithm is longer than. */
export function timeAt(curve: WaitingCurve, log: number): number {
  let [low, high] = [0, POINTS - 1]
  if (log >= (curve[low] as number)) return Math.exp(FROM)
  if (log <= (curve[high] as number)) return Math.exp(FROM + high * STEP)
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((curve[middle] as number) > log) low = middle
    else high = middle
  }
  const [left, right] = [curve[low] as number, curve[high] as number]
  return Math.exp(FROM + (low + (left - log) / (left - right)) * STEP)
}
