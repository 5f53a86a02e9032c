import { daysBetween } from '#core/words/dates.ts'

/** The day that all computations of this room count from. */
export const FIRST_DAY = '1970-01-01'

/** Days from FIRST_DAY to a day (YYYY-MM-DD). */
export const dayNumber = (day: string): number => daysBetween(FIRST_DAY, day)
