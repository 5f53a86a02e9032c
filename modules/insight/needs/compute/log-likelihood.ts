import gammaln from '@stdlib/math-base-special-gammaln'
import { incompleteBeta } from '../../compute/incomplete-beta.ts'
import type { Habit } from './habit.ts'
import { PAUSES } from './pauses.ts'

/** Series of one category: see Summary. */
export interface Observed {
  gaps: ArrayLike<number>
  sum: ArrayLike<number>
  sumOfLogs: ArrayLike<number>
  wait: ArrayLike<number>
  /** That part of `wait` in which the customer still bought other things. */
  quiet: ArrayLike<number>
  /** Probability that the customer still buys anything. */
  active: ArrayLike<number>
  pace: ArrayLike<number>
}

/**
 * Log likelihood of what was observed, without the terms that no parameter moves. MBG/CNBD-k of Reutterer, Platzer and
 * Schröder 2021 (IJRM 38, "Leveraging purchase regularity for predicting customer behavior the easy way"), conditioned on each gap (not only on their sum) so that k may be any
 * number, as in Platzer and Reutterer 2016 (Marketing Science 35). With n gaps of sum Z, A = α + kZ and R = r + kn:
 * the gaps bring Π z^(k−1) · k^(kn) Γ(k)^(−n) · α^r Γ(R) ÷ (Γ(r) A^R); staying n times B(a, b + n) ÷ B(a, b); and
 * the days w since bring d + (1 − d)·S(w), with d = a ÷ (a + b + n) and S(w) = 1 − I_x(k, R), x = kw ÷ (A + kw).
 * S(w) is mixed with that of pauses, (1 + w ÷ (longer · A))^(−R), from the wait on: complete gaps are taken as none.
 * Where the customer may have left the whole shop, S(w) counts with the probability that not, else S(quiet).
 */
export function logLikelihood(habit: Habit, { gaps, sum, sumOfLogs, wait, quiet, active, pace }: Observed): number {
  const { regularity: k, alike: r, a, b } = habit
  const terms = termsOf(habit)
  let all = 0
  for (let s = 0; s < gaps.length; s++) {
    const n = gaps[s] as number
    const alpha = r * habit.typical * Math.exp(habit.paceShare * (pace[s] as number))
    const shape = alpha + k * (sum[s] as number)
    const { fixed, beta } = terms(n)
    const longer = (time: number) => {
      if (!(time > 0)) return 1
      const asUsual = 1 - incompleteBeta((k * time) / (shape + k * time), k, r + k * n, beta)
      return (1 - PAUSES.share) * asUsual + PAUSES.share * (1 + time / (PAUSES.longer * shape)) ** -(r + k * n)
    }
    const there = active[s] as number
    const stays = there * longer(wait[s] as number) + (there < 0.999 ? (1 - there) * longer(quiet[s] as number) : 0)
    const leaves = a / (a + b + n)
    all += (k - 1) * (sumOfLogs[s] as number) + r * Math.log(alpha) - (r + k * n) * Math.log(shape) + fixed
    all += Math.log(leaves + (1 - leaves) * stays)
  }
  return all
}

/** What depends on the number of gaps only. */
function termsOf({ regularity: k, alike: r, a, b }: Habit) {
  const kept: { fixed: number; beta: number }[] = []
  const start = gammaln(a + b) - gammaln(b) - gammaln(r)
  return (n: number) => {
    const known = kept[n]
    if (known) return known
    const fixed = start + gammaln(b + n) - gammaln(a + b + n) + gammaln(r + k * n) + n * (k * Math.log(k) - gammaln(k))
    const beta = gammaln(k) + gammaln(r + k * n) - gammaln(r + k + k * n)
    kept[n] = { fixed, beta }
    return kept[n]
  }
}
