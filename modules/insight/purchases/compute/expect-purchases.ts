import { baseLineForecaster } from './base-line-forecaster.ts'
import { fifthsOf } from './fifths-of.ts'
import { type Histories, happenedAfter, type Known, knownUntil, purchasesByDay } from './histories.ts'
import { HORIZONS } from './horizons.ts'
import { predictCustomers } from './predict-customers.ts'
import type { Predicted, TooLittle } from './predicted.ts'

export interface ExpectOptions {
  /** The last day that is known, as a number since 1970-01-01. */
  asOf: number
  yearlyDiscount: number
  /** Whether models are compared on what is held out; without it the likelier fit is taken. */
  judged: boolean
  /** Horizons whose track record says that the base line knows better. */
  aside: readonly number[]
  /** Whether `worth` of the histories is what customers brought until `asOf`; of an earlier day it is what days brought till then. */
  current: boolean
}

export interface Expected {
  known: Known
  predicted: Predicted
  /** What the base line expects, a list an horizon. */
  base: Float64Array[]
  potentialScore: Uint8Array
}

const [SHORTEST_CUT, LONGEST_CUT] = [30, 180]

/** What everybody who had bought by a day is expected to buy in the horizons after it, from the histories until that day alone. */
export function expectPurchases(histories: Histories, options: ExpectOptions): Expected | TooLittle {
  const { asOf, yearlyDiscount, judged, current, aside } = options
  const known = knownUntil(histories, asOf)
  if (current) {
    known.places.forEach((place, index) => {
      known.meanValue[index] = (histories.worth[place] ?? 0) / (known.purchases[index] ?? 1)
    })
  }
  const earliest = known.first.reduce((least, day) => Math.min(least, day), asOf)
  const predicted = predictCustomers({
    ...known,
    asOf,
    horizons: HORIZONS,
    aside,
    yearlyDiscount,
    heldOut: judged ? heldOutOf(histories, asOf, earliest) : null,
    repeatsByDay: { from: earliest, counts: repeatsByDay(histories, known, earliest, asOf) },
  })
  if (predicted.state === 'tooLittle') return predicted
  const { expected } = baseLineForecaster(predicted.quality?.best ?? 'own-pace')
  const base = HORIZONS.map((days) =>
    Float64Array.from(known.first, (first, index) =>
      expected(
        { x: (known.purchases[index] ?? 1) - 1, tx: (known.last[index] ?? 0) - first, T: asOf - first, factor: 1 },
        days,
      ),
    ),
  )
  return { known, predicted, base, potentialScore: fifthsOf(predicted.value[HORIZONS.length - 1] ?? []) }
}

/** What was known a quarter of the data's length ago, and what came since. */
function heldOutOf(histories: Histories, asOf: number, earliest: number) {
  const days = Math.min(LONGEST_CUT, Math.max(SHORTEST_CUT, Math.round((asOf - earliest) / 4)))
  const cut = asOf - days
  const { places, first, last, purchases } = knownUntil(histories, cut)
  return { asOf: cut, first, last, purchases, later: happenedAfter(histories, places, cut, days).orders }
}

/** Purchases of each day that were not the buyer's first. */
function repeatsByDay(histories: Histories, known: Known, from: number, until: number): Float64Array {
  const counts = purchasesByDay(histories, from, until)
  for (const first of known.first) counts[first - from] = (counts[first - from] ?? 0) - 1
  return counts
}
