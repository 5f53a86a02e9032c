import { addDays, daysBetween, isDay } from '#core/words/dates.ts'
import { type DimensionKey, dimensionOf } from './catalogue-rules.ts'

/** A Monday before all sales; days and weeks are counted from it. */
export const FIRST_MONDAY = '1900-01-01'
const CLASSES = ['key', 'worth_winning', 'dispensable']
const NEWNESS = ['new', 'returning']

/** Key of a dimension as people see it: '2026-03', '2026-Q1', 'key', '5'; null in the database is ''. Words aren't read here. */
export function keyOfNumber(dimension: DimensionKey, value: number): string {
  switch (dimensionOf(dimension).keys) {
    case 'day':
      return addDays(FIRST_MONDAY, value)
    case 'week':
      return addDays(FIRST_MONDAY, value * 7)
    case 'month':
      return `${Math.floor(value / 12)}-${String((value % 12) + 1).padStart(2, '0')}`
    case 'quarter':
      return `${Math.floor(value / 4)}-Q${(value % 4) + 1}`
    case 'class':
      return CLASSES[value - 1] ?? ''
    case 'newness':
      return NEWNESS[value - 1] ?? ''
    default:
      return String(value)
  }
}

/** The reverse of `keyOfNumber`; null for what is no key of this dimension. */
export function numberOfKey(dimension: DimensionKey, key: string): number | null {
  const { keys, range } = dimensionOf(dimension)
  switch (keys) {
    case 'day':
      return isDay(key) ? daysBetween(FIRST_MONDAY, key) : null
    case 'week': {
      const days = isDay(key) ? daysBetween(FIRST_MONDAY, key) : 0.5
      return days % 7 === 0 ? days / 7 : null
    }
    case 'month':
      return parted(/^(\d{4})-(\d\d)$/, key, 12)
    case 'quarter':
      return parted(/^(\d{4})-Q(\d)$/, key, 4)
    case 'year':
      return /^\d{4}$/.test(key) ? Number(key) : null
    case 'class':
      return placeIn(CLASSES, key)
    case 'newness':
      return placeIn(NEWNESS, key)
    default: {
      const value = /^-?\d{1,10}$/.test(key) ? Number(key) : Number.NaN
      return range && value >= range[0] && value <= range[1] ? value : null
    }
  }
}

function parted(shape: RegExp, key: string, parts: number): number | null {
  const match = shape.exec(key)
  const part = Number(match?.[2])
  return match && part >= 1 && part <= parts ? Number(match[1]) * parts + part - 1 : null
}

const placeIn = (names: readonly string[], key: string) => (names.includes(key) ? names.indexOf(key) + 1 : null)

/** First and last day of a key of time; null for other dimensions. */
export function daysOfKey(dimension: DimensionKey, key: string): { from: string; to: string } | null {
  const value = numberOfKey(dimension, key)
  if (value === null) return null
  const months = { month: 1, quarter: 3, year: 12 }[dimensionOf(dimension).keys as string]
  if (months) {
    const first = (at: number) => `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
    return { from: first(value * months), to: addDays(first((value + 1) * months), -1) }
  }
  if (dimension === 'day') return { from: key, to: key }
  return dimension === 'week' ? { from: key, to: addDays(key, 6) } : null
}
