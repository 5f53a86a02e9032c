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

/** "3 days ago" in the reader's language; `justNow` under a minute. */
export function relativeTime(moment: Date, now: Date, language: string, justNow: string): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  if (Math.abs(seconds) < MINUTE) return justNow
  const [, unit, size] = steps.find(([limit]) => Math.abs(seconds) < limit) ?? ['', 'year', DAY]
  return words.format(Math.trunc(seconds / Number(size)), unit as Intl.RelativeTimeFormatUnit)
}
