import type { Buyer } from './buyer.ts'
import type { Random } from './random.ts'
import type { SalesCalendar } from './sales-calendar.ts'

/** The operational time of a calendar time (both in days from the first day of the data). */
function passedAt(calendar: SalesCalendar, time: number): number {
  const day = Math.floor(time)
  const start = calendar.passed[day] ?? 0
  return start + (time - day) * ((calendar.passed[day + 1] ?? start) - start)
}

/** The calendar day on which an operational time is reached, or −1 after the end. */
function dayReached(calendar: SalesCalendar, passed: number): number {
  let low = 0
  let high = calendar.passed.length - 1
  if (passed >= (calendar.passed[high] ?? 0)) return -1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((calendar.passed[middle + 1] ?? 0) > passed) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Days (counted from the first day) on which a customer orders: the first on arrival, then gaps Gamma(k, k·rate) in the
 * shop's operational time, until they leave or the data end. Pareto/GGG; with k = 1 it is Pareto/NBD
 * (Schmittlein, Morrison and Colombo 1987; Platzer and Reutterer 2016).
 */
export function purchaseDays(calendar: SalesCalendar, buyer: Buyer, random: Random): number[] {
  const days = [Math.floor(buyer.arrivesOn)]
  let passed = passedAt(calendar, buyer.arrivesOn)
  for (;;) {
    passed += random.gamma(buyer.regularity, buyer.regularity * buyer.ratePerDay)
    const day = dayReached(calendar, passed)
    if (day < 0 || day > buyer.leavesOn) return days
    days.push(day)
  }
}
