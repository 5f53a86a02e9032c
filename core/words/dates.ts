import { type DateFormat, type DateReading, readDate } from './date-text.ts'
import { instantOf, offsetAt } from './zones.ts'

export type { DateFormat } from './date-text.ts'
export { isZone } from './zones.ts'

export type DateError = 'not_a_date' | 'date_ambiguous' | 'year_out_of_range'

/** `day` is the day as written (with an offset: the day in `zone`); for `dateOnly` it is the value, `instant` only its start in `zone`. */
export type ParsedDate = { instant: Date; day: string; dateOnly: boolean }

const DAY_MS = 86_400_000
const FIRST_YEAR = 1900
const LAST_YEAR = 2100

/**
 * The one format that every non-blank sample can be read in, or null. Give samples from the whole column: the first
 * thousand rows of a shop are often one day. Only a sample beyond the 12th tells 'month-first' from 'day-first';
 * without one the answer is 'ambiguous' and a person must say.
 */
export function guessDateFormat(samples: readonly string[]): DateFormat | null {
  let possible: DateFormat[] | undefined
  for (const sample of samples) {
    if (sample.trim() === '') continue
    const readings = readDate(sample).filter((reading) => inRange(reading) && isPlausible(reading, sample))
    const formats = readings.map((reading): DateFormat => reading.format)
    possible = possible?.filter((format) => formats.includes(format)) ?? formats
    if (possible.length === 0) return null
  }
  if (!possible) return null
  return possible.length > 1 ? 'ambiguous' : (possible[0] ?? null)
}

/**
 * A date, or date and time, as exports write it. A wall-clock time means `zone` (IANA) unless the text carries an
 * offset: a time skipped by summer time moves forward by the gap, a time that happens twice means the first.
 * 24:00 is the next day's 0:00, second 60 the next minute; years outside 1900–2100 are refused. `format` or `dayFirst`
 * decide 12/1/2010; a plain number is an Excel serial if `format` says so or it has five digits (from May 1927 on).
 */
export function parseDateTime(
  text: string,
  options: { zone: string; format?: DateFormat | null; dayFirst?: boolean },
): ParsedDate | { error: DateError } {
  const readings = readDate(text).filter((reading) => options.format === 'excel-serial' || isPlausible(reading, text))
  const inYears = readings.filter(inRange)
  if (inYears.length === 0) return { error: readings.length > 0 ? 'year_out_of_range' : 'not_a_date' }
  const reading = choose(inYears, options)
  return typeof reading === 'string' ? { error: reading } : locate(reading, options.zone)
}

function choose(
  readings: DateReading[],
  { format, dayFirst }: { format?: DateFormat | null; dayFirst?: boolean },
): DateReading | DateError {
  const order = dayFirst === undefined ? format : dayFirst ? 'day-first' : 'month-first'
  const [first, second] = readings
  if (order === 'day-first' || order === 'month-first') {
    const isWritten = readings.some((reading) => reading.format === 'day-first' || reading.format === 'month-first')
    if (isWritten) return readings.find((reading) => reading.format === order) ?? pointed(readings) ?? 'not_a_date'
  }
  if (!first) return 'not_a_date'
  const same = second && first.month === second.month && first.day === second.day
  return second && !same ? 'date_ambiguous' : first
}

/** 5.3.2024 has one reading only, and keeps it whatever the column's order is. */
const pointed = (readings: DateReading[]) =>
  readings.length === 1 && readings[0]?.format === 'day-first' && readings[0].day <= 12 ? readings[0] : undefined

function locate(reading: DateReading, zone: string): ParsedDate | { error: DateError } {
  const written = dayText(reading.year, reading.month, reading.day)
  if (reading.seconds === null) return { instant: startOfDay(written, zone), day: written, dateOnly: true }
  const wall = { ...reading, hour: 0, minute: 0, second: reading.seconds }
  if (reading.offset === null) {
    const instant = new Date(instantOf(wall, zone))
    return { instant, day: dayOf(instant, zone), dateOnly: false }
  }
  const { year, month, day, millisecond } = reading
  const instant = new Date(Date.UTC(year, month - 1, day, 0, 0, reading.seconds, millisecond) - reading.offset * 60_000)
  return { instant, day: dayOf(instant, zone), dateOnly: false }
}

/** The calendar day 'YYYY-MM-DD' that an instant falls on in a zone. */
export function dayOf(instant: Date, zone: string): string {
  const time = instant.getTime()
  const wall = new Date(time + offsetAt(time, zone))
  return dayText(wall.getUTCFullYear(), wall.getUTCMonth() + 1, wall.getUTCDate())
}

/** The first instant of a day in a zone: midnight, or where the clock skips it the moment the day begins. */
export function startOfDay(day: string, zone: string): Date {
  const [year, month, date] = splitDay(day)
  return new Date(instantOf({ year, month, day: date, hour: 0, minute: 0, second: 0, millisecond: 0 }, zone))
}

/** The day `count` days later (or earlier); pure calendar, no zone. */
export function addDays(day: string, count: number): string {
  const date = new Date(utcMidnight(day) + count * DAY_MS)
  return dayText(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

/** Whole days from one day to a later one; negative the other way. */
export const daysBetween = (from: string, to: string) => Math.round((utcMidnight(to) - utcMidnight(from)) / DAY_MS)

/** True for a real day written 'YYYY-MM-DD', 1900–2100. */
export const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && readDate(text).some(inRange)

function utcMidnight(day: string): number {
  const [year, month, date] = splitDay(day)
  return Date.UTC(year, month - 1, date)
}

function splitDay(day: string): [number, number, number] {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)
  if (!match) throw new RangeError(`not a day: ${day.slice(0, 20)}`)
  return [Number(match[1]), Number(match[2]), Number(match[3])]
}

/** A short number in a column is a quantity or a price far more often than a day before 1927. */
const isPlausible = ({ format }: DateReading, text: string) =>
  format !== 'excel-serial' || /^\s*\d{5}(\.|\s*$)/.test(text)

const inRange = ({ year }: { year: number }) => year >= FIRST_YEAR && year <= LAST_YEAR

const dayText = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
