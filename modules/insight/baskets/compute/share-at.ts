import type { Calibration } from './calibrate.ts'

/** The share of a score; that of the lowest step below it. 0 without steps. */
export function shareAt({ scores, shares }: Calibration, score: number): number {
  let [from, to] = [0, scores.length]
  while (to - from > 1) {
    const middle = (from + to) >> 1
    if ((scores[middle] as number) <= score) from = middle
    else to = middle
  }
  return shares[from] ?? 0
}
