const DAY = 86_400_000

export type StepName = 'day' | 'week' | 'month' | 'quarter' | 'year'

export interface DateGrid {
  step: StepName
  /** Which step a time is. */
  placeOf(time: number): number
}

/** A moment of a file, and the number it was written as: a year or a part of one. */
export interface Moment {
  time: number
  year: number | null
}

/**
 * The grid that all dates of a file lie on: months where all have one day of the month or all are its last, quarters or years where
 * these are whole ones apart, weeks where all are one weekday, else days. Null where there is none: times of a day, parts
 * of a year that are no months, or a single date.
 */
export function dateGrid(moments: readonly Moment[]): DateGrid | null {
  if (moments.length === 0 || moments.every(({ time }) => time === moments[0]?.time)) return null
  if (moments.some(({ year }) => year !== null)) {
    const months = moments.map(({ year }) => (year === null ? Number.NaN : year * 12))
    if (months.some((month) => !(Math.abs(month - Math.round(month)) < 0.1))) return null
    const { step, length } = whole(months.map(Math.round))
    return { step, placeOf: (time) => Math.round(yearOf(time) * 12) / length }
  }
  if (moments.some(({ time }) => time % DAY !== 0)) return null
  const dates = moments.map(({ time }) => new Date(time))
  const days = new Set(dates.map((date) => date.getUTCDate()))
  if (days.size === 1 || dates.every(isMonthEnd)) {
    const { step, length } = whole(dates.map(monthOf))
    return { step, placeOf: (time) => monthOf(new Date(time)) / length }
  }
  if (new Set(dates.map((date) => date.getUTCDay())).size === 1)
    return { step: 'week', placeOf: (time) => time / (7 * DAY) }
  return { step: 'day', placeOf: (time) => time / DAY }
}

/** A year and its part as a time, and back. */
export const timeOfYear = (year: number): number => Date.UTC(2000, 0, 1) + (year - 2000) * 365.25 * DAY
const yearOf = (time: number) => 2000 + (time - Date.UTC(2000, 0, 1)) / (365.25 * DAY)

const monthOf = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth()
const isMonthEnd = (date: Date) => new Date(date.getTime() + DAY).getUTCDate() === 1

/** Months that are all whole quarters or years apart are such; nobody would leave out the same two of three months. */
function whole(months: readonly number[]): { step: StepName; length: number } {
  const first = months[0] as number
  const apart = months.reduce((divisor, month) => common(divisor, Math.abs(month - first)), 0)
  if (apart % 12 === 0) return { step: 'year', length: 12 }
  return apart % 3 === 0 ? { step: 'quarter', length: 3 } : { step: 'month', length: 1 }
}

const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b))
