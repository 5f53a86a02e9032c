import { dayOf, daysBetween } from '#core/words/dates.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const steps: [limit: number, unit: Intl.RelativeTimeFormatUnit, size: number][] = [
  [HOUR, 'minute', MINUTE],
  [DAY, 'hour', HOUR],
  [30 * DAY, 'day', DAY],
  [365 * DAY, 'month', 30.44 * DAY],
  [Number.POSITIVE_INFINITY, 'year', 365.25 * DAY],
]

interface Reader {
  language: string
  /** Time zone whose days are counted. */
  zone: string
  /** Said under a minute. */
  justNow: string
}

/**
 * "3 days ago" in the reader's language. Days are counted on the calendar, as everywhere else in the house: two days
 * ago is the day before yesterday, at whatever hour.
 */
export function relativeTime(moment: Date, now: Date, reader: Reader): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000
  if (Math.abs(seconds) < MINUTE) return reader.justNow
  const [, unit, size] = steps.find(([limit]) => Math.abs(seconds) < limit) ?? ['', 'year' as const, DAY]
  if (unit === 'day')
    return inWords(daysBetween(dayOf(now, reader.zone), dayOf(moment, reader.zone)), 'day', reader.language)
  return inWords(Math.trunc(seconds / size), unit, reader.language)
}

/** The same for a day, which has no hours: "today", "yesterday", "3 days ago", "2 months ago". */
export function relativeDay(day: string, today: string, language: string): string {
  const days = daysBetween(today, day)
  const [, unit, size] = steps.slice(2).find(([limit]) => Math.abs(days) * DAY < limit) ?? ['', 'year' as const, DAY]
  return inWords(Math.trunc((days * DAY) / size), unit, language)
}

function inWords(count: number, unit: Intl.RelativeTimeFormatUnit, language: string): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  // As our own Chinese is set: "3 天前".
  return words.format(count, unit).replace(/(\d)(?=\p{Script=Han})/u, '$1 ')
}
