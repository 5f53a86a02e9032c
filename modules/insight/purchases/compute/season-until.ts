import { type DailyCounts, type Season, yearlyPattern } from './yearly-pattern.ts'

/** The pattern of the year as it showed at the end of a day; `from` and days are numbers since 1970-01-01. */
export function seasonUntil(repeatsByDay: DailyCounts | undefined, day: number): Season {
  if (!repeatsByDay) return { used: false, reason: 'short', index: null }
  const { from, counts } = repeatsByDay
  return yearlyPattern({ from, counts: counts.subarray(0, Math.max(0, day + 1 - from)) })
}
