const DAY_MS = 86_400_000
const FIRST = Date.UTC(2000, 0, 1)

/** Days from 2000-01-01 to a day (YYYY-MM-DD), as SQL reckons them. */
export const dayNumber = (day: string): number => Math.round((Date.parse(`${day}T00:00:00Z`) - FIRST) / DAY_MS)

/** The same the other way. */
export const dayOfNumber = (number: number): string => new Date(FIRST + number * DAY_MS).toISOString().slice(0, 10)
