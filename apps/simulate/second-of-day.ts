import type { Random } from './random.ts'

// Running share of the day's orders per hour: quiet at night, lunch break and late evening strongest.
const HOURS = [2, 3, 3, 3, 3, 4, 6, 10, 16, 23, 30, 36, 44, 50, 55, 60, 65, 70, 75, 82, 91, 101, 109, 113]

/** A believable second of the day; never in its first five minutes, so that what comes just before stays on the day. */
export function secondOfDay(random: Random): number {
  return Math.max(300, random.weighted(HOURS) * 3600 + random.whole(0, 3599))
}
