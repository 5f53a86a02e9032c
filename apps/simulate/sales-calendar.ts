import type { ShopPlan } from './simulate-options.ts'

// Monthly level of the whole shop, January first.
const MONTHS = [1.12, 0.9, 0.92, 0.94, 1, 1.08, 0.96, 0.95, 1.04, 0.98, 1.14, 0.97]
const FESTIVALS = [
  { month: 5, from: 1, to: 18, peak: 18, lift: 1.5, peakLift: 2.6, percent: 15 },
  { month: 10, from: 1, to: 11, peak: 11, lift: 1.7, peakLift: 4.2, percent: 20 },
  { month: 11, from: 10, to: 12, peak: 12, lift: 1.4, peakLift: 2, percent: 10 },
  { month: 0, from: 8, to: 20, peak: 15, lift: 1.3, peakLift: 1.5, percent: 12 },
]

export type SalesCalendar = {
  /** Operational days passed at the start of each calendar day: purchase processes run on this clock. */
  passed: Float64Array
  month: Uint8Array
  /** Per cent off in a sales festival (6·18, 11·11 …), else 0. */
  percentOff: Uint8Array
}

function level(month: number, day: number): number {
  const festival = FESTIVALS.find((f) => f.month === month && day >= f.from && day <= f.to)
  const lift = festival === undefined ? 1 : day === festival.peak ? festival.peakLift : festival.lift
  return (MONTHS[month] ?? 1) * lift
}

function meanLevel(): number {
  let sum = 0
  for (let day = 0; day < 365; day++) {
    const date = new Date(Date.UTC(2025, 0, 1 + day))
    sum += level(date.getUTCMonth(), date.getUTCDate())
  }
  return sum / 365
}

/** The year's ups and downs of the shop, scaled so that a whole year is 365 operational days. */
export function salesCalendar(plan: ShopPlan): SalesCalendar {
  const days = plan.lastDay - plan.firstDay + 1
  const calendar = {
    passed: new Float64Array(days + 1),
    month: new Uint8Array(days),
    percentOff: new Uint8Array(days),
  }
  const mean = meanLevel()
  for (let i = 0; i < days; i++) {
    const date = new Date((plan.firstDay + i) * 86_400_000)
    const month = date.getUTCMonth()
    const day = date.getUTCDate()
    calendar.passed[i + 1] = (calendar.passed[i] ?? 0) + level(month, day) / mean
    calendar.month[i] = month
    calendar.percentOff[i] = FESTIVALS.find((f) => f.month === month && day >= f.from && day <= f.to)?.percent ?? 0
  }
  return calendar
}
