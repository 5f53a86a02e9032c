import { addDays, type DateFormat, isDay, parseDateTime, startOfDay } from '#core/words/dates.ts'
import { BadValue } from './bad-value.ts'
import { remember } from './remember.ts'

const NO_DAY = { start: Number.NaN }

/**
 * Reads moments to epoch milliseconds. "2017-10-25 22:52:31", which most exports write, is read by its positions: a
 * day's beginning is looked up once, and days on which the clock changes go the slow and careful way.
 */
export function momentReader(zone: string, format: DateFormat | undefined): (text: string) => number | BadValue {
  const slow = remember((text) => {
    const read = parseDateTime(text, { zone, format: format ?? null })
    return 'error' in read ? new BadValue(read.error) : read.instant.getTime()
  })
  const dayOf = dayStarts(zone)
  return (text) => {
    const seconds = secondsOf(text)
    if (seconds < 0) return slow(text)
    const { start } = dayOf(text.slice(0, 10))
    return Number.isNaN(start) ? slow(text) : start + seconds * 1000
  }
}

const zones = new Map<string, (day: string) => { start: number }>()

/** Where a day begins, one memory for all columns of a zone. */
function dayStarts(zone: string): (day: string) => { start: number } {
  const known = zones.get(zone)
  if (known) return known
  const made = remember((day) => {
    if (!isDay(day)) return NO_DAY
    const start = startOfDay(day, zone).getTime()
    return startOfDay(addDays(day, 1), zone).getTime() - start === 86_400_000 ? { start } : NO_DAY
  })
  zones.set(zone, made)
  return made
}

/** Seconds after midnight of `YYYY-MM-DD HH:MM[:SS]`; -1 for any other shape. */
function secondsOf(text: string): number {
  const size = text.length
  if ((size !== 19 && size !== 16) || text[4] !== '-' || text[7] !== '-' || text[13] !== ':') return -1
  if (text[10] !== ' ' && text[10] !== 'T') return -1
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  const second = size === 19 ? (text[16] === ':' ? twoDigits(text, 17) : -1) : 0
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
    ? hour * 3600 + minute * 60 + second
    : -1
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

export function dayReader(zone: string, format: DateFormat | undefined): (text: string) => string | BadValue {
  return remember((text) => {
    const read = parseDateTime(text, { zone, format: format ?? null })
    return 'error' in read ? new BadValue(read.error) : read.day
  })
}
