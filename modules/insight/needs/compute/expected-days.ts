import type { NextPurchase } from './predict-series.ts'

export const AHEAD = 30
/** What is less likely within the time is not told apart by days, and a second purchase as unlikely is not counted. */
const RARE = 0.04

/**
 * Purchases expected on each of the 30 days after the cut, as a renewal process: the next one as told, each further one a
 * gap of the usual size later if the customer stays (the share that leaves after each purchase is `leaves`). Writes into
 * `out` (30 places) and gives the probability of at least one within 7, 14 and 30 days.
 */
export function expectedDays(
  next: NextPurchase,
  waited: number,
  leaves: number,
  out: Float64Array,
): [number, number, number] {
  const soFar = next.logLonger(waited)
  const within = (days: number) => -next.stays * Math.expm1(next.logLonger(waited + days) - soFar)
  const chances: [number, number, number] = [within(7), within(14), within(AHEAD)]
  if (chances[2] < RARE) {
    spread(chances, out)
    return chances
  }
  let before = 0
  for (let day = 1; day <= AHEAD; day++) {
    const now = within(day)
    out[day - 1] = now - before
    before = now
  }
  const again = (1 - leaves) * -Math.expm1(next.logLongerAsUsual(AHEAD - 1))
  if (again > RARE) addFurther(next, leaves, out)
  return chances
}

/** Most series are of those who hardly buy it any more: what is left of them is even enough within a week or two. */
function spread([first, second, third]: readonly [number, number, number], out: Float64Array): void {
  out.fill(first / 7, 0, 7)
  out.fill((second - first) / 7, 7, 14)
  out.fill((third - second) / (AHEAD - 14), 14)
}

const gap = new Float64Array(AHEAD)

function addFurther(next: NextPurchase, leaves: number, out: Float64Array): void {
  let before = 0
  for (let day = 1; day < AHEAD; day++) {
    // Half a day on: purchases of one day are one, so what would come within hours comes the next day.
    const now = -Math.expm1(next.logLongerAsUsual(day + 0.5))
    gap[day] = (1 - leaves) * (now - before)
    before = now
  }
  for (let day = 1; day < AHEAD; day++) {
    let further = 0
    for (let from = 0; from < day; from++) further += (out[from] as number) * (gap[day - from] as number)
    ;(out[day] as number) += further
  }
}
