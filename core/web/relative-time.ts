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
export function relativeTime(moment: Date, now: Date, { language, zone, justNow }: Reader): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000
  if (Math.abs(seconds) < MINUTE) return justNow
  const [, unit, size] = steps.find(([limit]) => Math.abs(seconds) < limit) ?? ['', 'year', DAY]
  const count = unit === 'day' ? daysBetween(dayOf(now, zone), dayOf(moment, zone)) : Math.trunc(seconds / Number(size))
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  // As our own Chinese is set: "3 天前".
  return words.format(count, unit as Intl.RelativeTimeFormatUnit).replace(/(\d)(?=\p{Script=Han})/u, '$1 ')
}
