const DAY_MS = 86_400_000

/** The quarter of a day (number of days since 1970-01-01), counted from the year 0: 4 × year + 0 … 3. */
export function calendarQuarter(day: number): number {
  const date = new Date(day * DAY_MS)
  return 4 * date.getUTCFullYear() + Math.floor(date.getUTCMonth() / 3)
}
