import { stepReach } from './calibrate-panel.ts'
import type { Calibration } from './calibration.ts'
import type { CommonError } from './common-error.ts'
import type { LookedBack } from './look-back.ts'

interface Given {
  common: CommonError
  calibration: Calibration
  areAmounts: boolean
  /** Only origins from here on are looked at. */
  from: number
}

/** How many 80 % intervals, made at each origin by a model that was fitted before the first, held what came. */
export function intervalsHeld(
  back: LookedBack,
  { common, calibration, areAmounts, from }: Given,
): { covered: number; checked: number } {
  let [covered, checked] = [0, 0]
  for (let at = 0; at < back.steps.length; at++) {
    if ((back.origins[at] as number) < from) continue
    checked++
    if (stepReach(back, at, common, areAmounts) <= calibration.at80 + 1e-9) covered++
  }
  return { covered, checked }
}
