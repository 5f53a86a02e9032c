import { type Calibration, calibrationOf } from './calibration.ts'
import type { Choice } from './choose-all.ts'
import type { Tried } from './try-models.ts'

export interface Widths {
  whole: Calibration
  /** From what the first half of the tested steps showed: its coverage of the second half is no foregone conclusion. */
  early: Calibration
}

/** Widening of intervals for each group of series of one class and model. */
export function calibratePanel(
  groups: readonly string[],
  choices: readonly Choice[],
  tried: readonly Tried[],
  lengths: readonly number[],
): Map<string, Widths> {
  const found = new Map<string, Record<'distances' | 'sums' | 'earlyDistances', number[]>>()
  for (const [place, { errors }] of choices.entries()) {
    if (!errors) continue
    const group = found.get(groups[place] as string) ?? { distances: [], sums: [], earlyDistances: [] }
    found.set(groups[place] as string, group)
    const middle = middleOf(tried[place] as Tried, lengths[place] as number)
    for (let at = 0; at < errors.distances.length; at++) {
      const distance = errors.distances[at] as number
      group.distances.push(distance)
      if ((errors.origins[at] as number) + (errors.steps[at] as number) < middle) group.earlyDistances.push(distance)
    }
    group.sums.push(...errors.sums)
  }
  return new Map(
    [...found].map(([key, { distances, sums, earlyDistances }]) => [
      key,
      {
        whole: calibrationOf(Float32Array.from(distances), Float32Array.from(sums)),
        early: calibrationOf(Float32Array.from(earlyDistances), Float32Array.from(sums)),
      },
    ]),
  )
}

/** The step that parts what is tested in halves. */
export const middleOf = ({ origins }: Tried, length: number): number => Math.floor(((origins[0] ?? 0) + length) / 2)
