import { refused } from '#core/errors.ts'
import { openDates } from './open-dates.ts'
import type { ReadyRun } from './run.ts'

/** @throws refused `dates_ambiguous` while nobody has said whether the day or the month comes first. */
export function refuseOpenDates(run: ReadyRun): void {
  const columns = openDates(run)
  if (columns.length === 0) return
  throw refused(
    'dates_ambiguous',
    `Is the day or the month first in "${columns.join('", "')}"? Every date of the file allows both. Say "date": "day-first" or "month-first" in the formats.`,
    { columns },
  )
}
