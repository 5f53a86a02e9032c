/** Wall-clock fields; `month` 1–12. */
export type WallTime = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()
const offsetsByMinute = new Map<string, Map<number, number>>()
const CACHED_MINUTES = 20_000
const MINUTE = 60_000

/** True when the engine knows the IANA time zone. */
export function isZone(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && formatterOf(zone) !== undefined
  } catch {
    return false
  }
}

/** Milliseconds by which the zone's wall clock is ahead of UTC at an instant. */
export function offsetAt(epochMs: number, zone: string): number {
  if (zone === 'UTC') return 0
  let offsets = offsetsByMinute.get(zone)
  if (!offsets) {
    offsets = new Map()
    offsetsByMinute.set(zone, offsets)
  }
  const minute = Math.floor(epochMs / MINUTE)
  // Before 1972 zones changed at odd seconds, so a whole minute has no one offset.
  const cachable = minute > 1_051_200
  const known = cachable ? offsets.get(minute) : undefined
  if (known !== undefined) return known
  const second = Math.floor(epochMs / 1000) * 1000
  const offset = wallClockAsUtc(second, zone) - second
  if (cachable) {
    if (offsets.size >= CACHED_MINUTES) offsets.clear()
    offsets.set(minute, offset)
  }
  return offset
}

/**
 * The instant of a wall-clock time, in epoch milliseconds. A time that the clock skips (start of summer time) is read
 * with the offset before the change, so it moves forward by the gap; a time that happens twice means the first.
 */
export function instantOf(wall: WallTime, zone: string): number {
  const asUtc = utcOf(wall)
  const before = offsetAt(asUtc - 86_400_000, zone)
  const after = offsetAt(asUtc + 86_400_000, zone)
  const first = asUtc - before
  if (before === after && offsetAt(first, zone) === before) return first
  const fitting = [before, after, offsetAt(asUtc, zone)]
    .map((offset) => asUtc - offset)
    .filter((instant) => instant + offsetAt(instant, zone) === asUtc)
  return fitting.length > 0 ? Math.min(...fitting) : first
}

/** The fields read as if the clock were UTC's. */
export function utcOf(wall: WallTime): number {
  const date = new Date(0)
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day)
  return date.setUTCHours(wall.hour, wall.minute, wall.second, wall.millisecond)
}

function wallClockAsUtc(epochMs: number, zone: string): number {
  const match = /^\D*(\d+)\D+(\d+)\D+(\d+)\D+(\d+)\D+(\d+)\D+(\d+)/.exec(formatterOf(zone).format(epochMs))
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (match ?? []).slice(1).map(Number)
  return utcOf({ year, month, day, hour, minute, second, millisecond: 0 })
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formatters.set(zone, formatter)
  }
  return formatter
}
