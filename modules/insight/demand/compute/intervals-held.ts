import { stepReach, sumReach } from './calibrate-panel.ts'
import { type Calibration, Z80 } from './calibration.ts'
import type { LookedBack } from './look-back.ts'
import type { WholeError } from './whole-error.ts'

interface Given {
  common: WholeError
  calibration: Calibration
  areAmounts: boolean
  /** Only origins from here on are looked at. */
  from: number
}

export interface Held {
  /** Of the 80 % intervals of a step, how many held what came. */
  covered: number
  checked: number
  /** Of those of sums of two or more steps. */
  sumsCovered: number
  sumsChecked: number
}

export const nothingHeld: Held = { covered: 0, checked: 0, sumsCovered: 0, sumsChecked: 0 }

/** How many 80 % intervals, made at each origin by a model that was fitted before the first, held what came. */
export function intervalsHeld(back: LookedBack, { common, calibration, areAmounts, from }: Given): Held {
  const held = { ...nothingHeld }
  for (let at = 0; at < back.steps.length; at++) {
    if ((back.origins[at] as number) < from) continue
    held.checked++
    if (stepReach(back, at, common, { areAmounts, z: Z80 }) <= calibration.at80 + 1e-9) held.covered++
    const h = back.steps[at] as number
    if (h === 0) continue
    held.sumsChecked++
    if (sumReach(back, at, common, areAmounts) <= Z80 * (calibration.sums[h] as number) + 1e-9) held.sumsCovered++
  }
  return held
}
