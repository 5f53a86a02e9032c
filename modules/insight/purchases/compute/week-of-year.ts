const DAY_MS = 86_400_000

/** The week of the year of a day since 1970-01-01, 0 … 51: seven days each from January 1, the last one eight or nine. */
export function weekOfYear(day: number): number {
  const year = new Date(day * DAY_MS).getUTCFullYear()
  return Math.min(51, Math.floor((day - Date.UTC(year, 0, 1) / DAY_MS) / 7))
}
