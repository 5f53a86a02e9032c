import { type Calibration, calibrate } from './calibrate.ts'
import type { Learned } from './learned.ts'
import { rebuysOf } from './rebuys.ts'
import type { Scorer } from './scorer.ts'
import type { Wanted } from './wanted.ts'

/** Candidates of a customer whose chances are looked at. */
export const MOST_CANDIDATES = 20

export interface Trial {
  learned: Learned
  scorer: Scorer
  shares: Float64Array
}

/** Chances by score, of everybody: those who bought nothing in that time are most, and count. */
export function measureChances(
  { scorer, learned, shares }: Trial,
  customers: readonly Wanted[],
): { freshChance: Calibration; againChance: Calibration } {
  const trials = () => ({ scores: [] as number[], came: [] as boolean[] })
  const [fresh, again] = [trials(), trials()]
  for (const { customer, all } of customers) {
    const note = (to: typeof fresh, { item, score }: { item: number; score: number }) => {
      to.scores.push(score)
      to.came.push(all.has(item))
    }
    for (const candidate of scorer.best(customer, MOST_CANDIDATES)) note(fresh, candidate)
    for (const rebuy of rebuysOf(learned.histories, shares, customer, learned.day)) note(again, rebuy)
  }
  return { freshChance: calibrate(fresh.scores, fresh.came), againChance: calibrate(again.scores, again.came) }
}
