import { dayOf, daysBetween } from '#core/words/dates.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Farther away than this, words like "last month" say less than the date, and two rows of one day may read differently. */
const WORDS_DAYS = 7

interface Reader {
  language: string
  /** Time zone whose days are counted. */
  zone: string
  /** Said under a minute. */
  justNow: string
}

/**
 * "3 days ago" in the reader's language, from a week on the date. Days are counted on the calendar, as everywhere else
 * in the house: two days ago is the day before yesterday, at whatever hour.
 */
export function relativeTime(moment: Date, now: Date, { language, zone, justNow }: Reader): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000
  const away = Math.abs(seconds)
  if (away < MINUTE) return justNow
  if (away < HOUR) return inWords(Math.trunc(seconds / MINUTE), 'minute', language)
  if (away < DAY) return inWords(Math.trunc(seconds / HOUR), 'hour', language)
  return relativeDay(dayOf(moment, zone), dayOf(now, zone), language)
}

/** The same for a day, which has no hours: "today", "yesterday", "3 days ago", "Jan 2", "Mar 1, 2023". */
export function relativeDay(day: string, today: string, language: string): string {
  const days = daysBetween(today, day)
  if (Math.abs(days) < WORDS_DAYS) return inWords(days, 'day', language)
  const isThisYear = day.slice(0, 4) === today.slice(0, 4)
  const parts = isThisYear ? ({ month: 'short', day: 'numeric' } as const) : ({ dateStyle: 'medium' } as const)
  return new Intl.DateTimeFormat(language, { ...parts, timeZone: 'UTC' }).format(new Date(day))
}

function inWords(count: number, unit: Intl.RelativeTimeFormatUnit, language: string): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  // As our own Chinese is set: "3 天前".
  return words.format(count, unit).replace(/(\d)(?=\p{Script=Han})/u, '$1 ')
}
