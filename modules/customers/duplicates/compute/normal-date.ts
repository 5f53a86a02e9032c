import { guessDateFormat, parseDateTime } from '#core/words/dates.ts'
import { foldWidth } from '#core/words/fold.ts'

/**
 * A reader of a column's days: YYYYMMDD, whatever the notation. Whether 3/4 is in April or March the column's other values
 * tell; a date that is none (month 13) keeps its digits, so that a typing error is still near the day it was meant to be.
 */
export function dateReader(samples: readonly string[]): (text: string) => string | null {
  const dayFirst = isDayFirst(samples)
  return (text) => {
    const parsed = parseDateTime(text, { zone: 'UTC', dayFirst })
    if (!('error' in parsed)) return parsed.day.replaceAll('-', '')
    const digits = foldWidth(text).replace(/\D/g, '')
    return digits.length >= 6 && digits.length <= 8 ? digits : null
  }
}

function isDayFirst(samples: readonly string[]): boolean {
  let day = 0
  let month = 0
  for (const sample of samples) {
    const format = guessDateFormat([sample])
    if (format === 'day-first') day++
    if (format === 'month-first') month++
  }
  return day >= month
}
