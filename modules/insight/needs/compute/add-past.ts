import type { Calibration } from './calibrate.ts'
import type { daySums } from './day-sums.ts'
import { AHEAD, expectedDays } from './expected-days.ts'
import type { Habit } from './habit.ts'
import { type Learned, viewAt } from './learn-needs.ts'
import type { Series } from './series.ts'

/** What had been expected of the last 30 days before they began, and what came. */
export function addPast(
  series: Series,
  before: Learned,
  { factor }: Calibration,
  asOf: number,
  sets: Int32Array,
  sums: ReturnType<typeof daySums>,
): void {
  const view = viewAt(series, asOf - AHEAD, before)
  const days = new Float64Array(AHEAD)
  for (let s = 0; s < series.count; s++) {
    const gaps = view.summary.gaps[s] as number
    if (gaps < 0) continue
    const group = series.group[s] as number
    const { a, b } = before.habits.of[group] as Habit
    const last = series.days[(view.summary.end[s] as number) - 1] as number
    expectedDays(view.predict(s), view.cut - last, a / (a + b + gaps + 1), days)
    const at = sums.at(group, sets[series.customer[s] as number] as number)
    const { told } = sums.columns()
    for (let day = 0; day < AHEAD; day++)
      (told[at + day] as number) += (days[day] as number) * (factor[group] as number)
  }
  for (let s = 0; s < series.count; s++) {
    // Who bought it for the first time was not expected by anybody.
    if ((series.days[series.starts[s] as number] as number) > view.cut) continue
    for (let p = (series.starts[s + 1] as number) - 1; p >= (series.starts[s] as number); p--) {
      const ago = asOf - (series.days[p] as number)
      if (ago >= AHEAD) break
      if (ago < 0) continue
      const at = sums.at(series.group[s] as number, sets[series.customer[s] as number] as number)
      const { came } = sums.columns()
      ;(came[at + AHEAD - 1 - ago] as number)++
    }
  }
}
