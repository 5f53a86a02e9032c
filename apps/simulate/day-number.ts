import { invalid } from '#core/errors.ts'

/** Days since 1970-01-01 of a YYYY-MM-DD text; refuses days that don't exist, such as 2025-02-29. */
export function dayNumber(text: string): number {
  const milliseconds = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 10) !== text) {
    throw invalid('day_invalid', `"${text}" is not a day of the form YYYY-MM-DD.`)
  }
  return milliseconds / 86_400_000
}
