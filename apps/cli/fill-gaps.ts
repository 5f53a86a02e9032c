import { invalid } from '#core/errors.ts'
import type { DateGrid } from './date-grid.ts'

export interface Step {
  time: number
  value: number
  line: number
}

export type Gaps = 'zero' | 'refuse' | 'skip'

/** Longer ones come of a mistyped year. */
const MOST_STEPS = 40_000
const nameOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/**
 * The values of a series step by step, in order of their dates, up to the last date of the whole file: steps that are missing
 * are 0, for files of sales never hold what was not sold. `refuse`: @throws invalid `dates_missing`; `skip`: what is missing is
 * left out as unknown, and values follow each other. Without a grid nothing can be missing.
 */
export function fillGaps(
  name: string,
  steps: readonly Step[],
  { grid, end, gaps }: { grid: DateGrid | null; end: number; gaps: Gaps },
): { values: number[]; filled: number } {
  const values = steps.map(({ value }) => value)
  const [first, last] = [steps[0], steps.at(-1)]
  if (!grid || gaps === 'skip' || !first || !last) return { values, filled: 0 }
  const from = grid.placeOf(first.time)
  const length = Math.round(grid.placeOf(end) - from) + 1
  const filled = length - steps.length
  if (filled === 0) return { values, filled }
  const called = name === '' ? 'The file' : `The series "${name}"`
  if (length > MOST_STEPS)
    throw invalid(
      'date_invalid',
      `${called} reaches from ${nameOf(first.time)} (line ${first.line}) to ${nameOf(end)}: more than ${MOST_STEPS} steps of a ${grid.step}. Is a year mistyped?`,
    )
  if (gaps === 'refuse')
    throw invalid(
      'dates_missing',
      `${called} has no row for ${filled} of ${length} steps (${grid.step}s) from ${nameOf(first.time)} to ${nameOf(end)}.`,
    )
  if (values.some((value) => value < 0))
    throw invalid(
      'dates_missing',
      `${called} has no row for ${filled} of ${length} steps (${grid.step}s), and values below 0, so that a missing one is hardly 0. Say what it is: --gaps skip takes the values one after another.`,
    )
  const whole = new Array<number>(length).fill(0)
  for (const { time, value } of steps) whole[Math.round(grid.placeOf(time) - from)] = value
  return { values: whole, filled }
}
