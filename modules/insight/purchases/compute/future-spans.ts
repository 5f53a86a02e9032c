import { type Clock, passedAt } from './clock.ts'

export interface FutureSpans {
  spans: number[]
  churnSpan: number
  /** Ends of the next twelve quarters, and the discount factor of each. */
  quarterSpans: number[]
  discounts: number[]
}

interface Given {
  asOf: number
  horizons: readonly number[]
  churnWindowDays: number
  yearlyDiscount: number
}

const QUARTERS = 12
const QUARTER_DAYS = 365.25 / 4

/** Days after which nothing is forecast. */
export const farthestDay = ({ asOf, horizons }: Pick<Given, 'asOf' | 'horizons'>): number =>
  asOf + Math.ceil(Math.max(365, QUARTERS * QUARTER_DAYS, ...horizons)) + 1

/** How long the stretches of time that are forecast are on the clock of the models. */
export function futureSpans({ asOf, horizons, churnWindowDays, yearlyDiscount }: Given, clock: Clock): FutureSpans {
  const now = passedAt(clock, asOf)
  const span = (days: number) => {
    const whole = Math.floor(days)
    const end = passedAt(clock, asOf + whole)
    // A part of a day counts as that part.
    return end - now + (days - whole) * (passedAt(clock, asOf + whole + 1) - end)
  }
  const quarters = Array.from({ length: QUARTERS }, (_, quarter) => quarter + 1)
  return {
    spans: horizons.map(span),
    churnSpan: span(churnWindowDays),
    quarterSpans: quarters.map((quarter) => span(quarter * QUARTER_DAYS)),
    // Purchases of a quarter come in its middle, on average.
    discounts: quarters.map((quarter) => (1 + yearlyDiscount) ** -((quarter - 0.5) / 4)),
  }
}
