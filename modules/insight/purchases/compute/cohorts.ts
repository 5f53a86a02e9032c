import { calendarQuarter } from './calendar-quarter.ts'

export interface Cohorts {
  /** The cohort of each customer. */
  of: Uint16Array
  /** The quarter in which each cohort first bought, as "2025-Q3". */
  quarters: string[]
}

/** Customers by the quarter of their first purchase (days since 1970-01-01). */
export function cohortsOf(first: Int32Array): Cohorts {
  const places = new Map<number, number>()
  const byDay = new Map<number, number>()
  const of = new Uint16Array(first.length)
  for (let at = 0; at < first.length; at++) {
    const day = first[at] as number
    let place = byDay.get(day)
    if (place === undefined) {
      const quarter = calendarQuarter(day)
      place = places.get(quarter) ?? places.size
      places.set(quarter, place)
      byDay.set(day, place)
    }
    of[at] = place
  }
  return { of, quarters: [...places.keys()].map((quarter) => `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`) }
}
