import type { KnownCustomers, PredictInput } from '../compute/predict-input.ts'
import type { PurchaseLife } from './purchase-life.ts'

interface When {
  asOf: number
  cut: number
  yearlyDiscount?: number
  horizons?: number[]
}

/** What `predictCustomers` is given of these lives at the end of a day, and the lives that were known then. */
export function predictInputAt(
  lives: PurchaseLife[],
  { asOf, cut, yearlyDiscount = 0.1, horizons = [30, 90, 365] }: When,
): { input: PredictInput; known: PurchaseLife[] } {
  const known = lives.filter(({ days }) => (days[0] ?? Number.POSITIVE_INFINITY) <= asOf)
  const knownAtCut = lives.filter(({ days }) => (days[0] ?? Number.POSITIVE_INFINITY) <= cut)
  const from = known.reduce((least, { days }) => Math.min(least, days[0] as number), asOf)
  const counts = new Float64Array(asOf - from + 1)
  for (const { days } of known) {
    for (const day of days.slice(1)) if (day <= asOf) counts[day - from] = (counts[day - from] as number) + 1
  }
  const meanValue = Float64Array.from(known, ({ days, values }) => {
    const until = values.slice(0, countUntil(days, asOf))
    return until.reduce((sum, value) => sum + value, 0) / until.length
  })
  const later = Int32Array.from(knownAtCut, ({ days }) => countUntil(days, asOf) - countUntil(days, cut))
  return {
    known,
    input: {
      ...columnsAt(known, asOf),
      meanValue,
      horizons,
      yearlyDiscount,
      heldOut: { ...columnsAt(knownAtCut, cut), later },
      repeatsByDay: { from, counts },
    },
  }
}

const countUntil = (days: number[], day: number) => days.filter((one) => one <= day).length

function columnsAt(lives: PurchaseLife[], asOf: number): KnownCustomers {
  return {
    asOf,
    first: Int32Array.from(lives, ({ days }) => days[0] as number),
    last: Int32Array.from(lives, ({ days }) => days[countUntil(days, asOf) - 1] as number),
    purchases: Int32Array.from(lives, ({ days }) => countUntil(days, asOf)),
  }
}
