import type { Clock } from './clock.ts'
import { weekOfYear } from './week-of-year.ts'

/** A clock that runs by the index of each week of the year; without an index a day is a day. */
export function seasonalClock(index: Float64Array | null, from: number, until: number): Clock {
  if (!index) return { from, passed: new Float64Array(1) }
  const passed = new Float64Array(until - from + 1)
  for (let at = 0; at < until - from; at++) {
    passed[at + 1] = (passed[at] as number) + (index[weekOfYear(from + at)] as number)
  }
  return { from, passed }
}
