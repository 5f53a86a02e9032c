/** How fast purchases run on each day, added up: models see these days instead of the calendar's. */
export interface Clock {
  /** The first day that `passed` knows; before and after it a day is a day. */
  from: number
  /** Operational days passed at the start of each day; one entry more than days. */
  passed: Float64Array
}

/** The operational time at the end of a day, in operational days from an arbitrary start. */
export function passedAt({ from, passed }: Clock, day: number): number {
  const at = day + 1 - from
  const last = passed.length - 1
  if (at <= 0) return at
  return at <= last ? (passed[at] as number) : (passed[last] as number) + at - last
}
