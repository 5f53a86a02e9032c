import type { HeldOut, PredictInput } from '../compute/predict-input.ts'
import { randomDraws } from './random-draws.ts'

const AS_OF = 20_000
const DAYS = 1095
const CUT = AS_OF - 270

/** Input of many customers drawn from Pareto/NBD and Gamma–Gamma over three years, made in columns at once. */
export function drawInput(customers: number, seed = 7): PredictInput {
  const { uniform, exponential, gamma } = randomDraws(seed)
  const now = columnsOf(customers)
  const cut = columnsOf(customers)
  const later = new Int32Array(customers)
  const meanValue = new Float64Array(customers)
  const counts = new Float64Array(DAYS + 1)
  let known = 0
  for (let at = 0; at < customers; at++) {
    const first = AS_OF - Math.floor(uniform() * DAYS)
    const rate = gamma(0.8, 60)
    const leaves = first + exponential(gamma(1.2, 600))
    let [latest, purchases, latestAtCut, purchasesAtCut] = [first, 1, first, 1]
    for (let time = first + exponential(rate); time < Math.min(leaves, AS_OF + 1); time += exponential(rate)) {
      const day = Math.floor(time)
      if (day === latest) continue
      latest = day
      purchases++
      counts[day - (AS_OF - DAYS)] = (counts[day - (AS_OF - DAYS)] as number) + 1
      if (day <= CUT) [latestAtCut, purchasesAtCut] = [day, purchases]
    }
    put(now, at, first, latest, purchases)
    meanValue[at] = gamma(6 * purchases, purchases * gamma(4, 15))
    if (first > CUT) continue
    put(cut, known, first, latestAtCut, purchasesAtCut)
    later[known++] = purchases - purchasesAtCut
  }
  const heldOut: HeldOut = {
    asOf: CUT,
    first: cut.first.slice(0, known),
    last: cut.last.slice(0, known),
    purchases: cut.purchases.slice(0, known),
    later: later.slice(0, known),
  }
  const repeatsByDay = { from: AS_OF - DAYS, counts }
  return { asOf: AS_OF, ...now, meanValue, horizons: [30, 90, 365], yearlyDiscount: 0.1, heldOut, repeatsByDay }
}

const columnsOf = (customers: number) => ({
  first: new Int32Array(customers),
  last: new Int32Array(customers),
  purchases: new Int32Array(customers),
})

function put(columns: ReturnType<typeof columnsOf>, at: number, first: number, last: number, purchases: number): void {
  columns.first[at] = first
  columns.last[at] = last
  columns.purchases[at] = purchases
}
