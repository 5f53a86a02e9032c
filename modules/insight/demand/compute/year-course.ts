/** Weeks of a year that an index has factors for; a 53rd takes the last. */
export const PLACES = 52
/** Fewer weeks say nothing of a year's course. */
export const LEAST_WEEKS = 2 * PLACES
const AROUND = 26
const ROUNDS = 3

/**
 * Factors of the weeks of a year, mean 1: sales of a week of the year divided by the level around it (the ratio to a moving
 * average of a year), then drawn towards the factors of the wider group: a gamma–Poisson estimate whose strength is found by
 * moments, so that a product of few sales takes the course of its category and a strong one keeps its own. Fewer than 104 weeks
 * get the group's factors as they are; null where there is no group either. `places`: the week of the year, 0–51, of each value.
 */
export function yearCourse(values: Float64Array, places: Uint8Array, group: Float64Array | null): Float64Array | null {
  if (values.length < LEAST_WEEKS || values.every((value) => value === 0)) return group
  const prior = group ?? new Float64Array(PLACES).fill(1)
  let index = prior
  for (let round = 0; round < ROUNDS; round++) index = estimate(values, places, levelsOf(values, places, index), prior)
  return index
}

/** Sales around each week per unit of the index around it. */
function levelsOf(values: Float64Array, places: Uint8Array, index: Float64Array): Float64Array {
  const [sales, factors] = [new Float64Array(values.length + 1), new Float64Array(values.length + 1)]
  for (let t = 0; t < values.length; t++) {
    sales[t + 1] = (sales[t] as number) + (values[t] as number)
    factors[t + 1] = (factors[t] as number) + (index[places[t] as number] as number)
  }
  return values.map((_, t) => {
    const [from, to] = [Math.max(0, t - AROUND), Math.min(values.length, t + AROUND + 1)]
    const whole = (factors[to] as number) - (factors[from] as number)
    return whole > 0 ? ((sales[to] as number) - (sales[from] as number)) / whole : 0
  })
}

function estimate(values: Float64Array, places: Uint8Array, levels: Float64Array, prior: Float64Array): Float64Array {
  const [sold, expected] = [new Float64Array(PLACES), new Float64Array(PLACES)]
  for (let t = 0; t < values.length; t++) {
    const place = places[t] as number
    sold[place] = (sold[place] as number) + (values[t] as number)
    expected[place] = (expected[place] as number) + (levels[t] as number)
  }
  const ratio = (place: number) =>
    (expected[place] as number) > 0 ? (sold[place] as number) / (expected[place] as number) : 1
  // Variance per unit sold, from how a week of the year differs from year to year.
  let noise = 0
  for (let t = 0; t < values.length; t++) {
    const mean = (levels[t] as number) * ratio(places[t] as number)
    if (mean > 0) noise += ((values[t] as number) - mean) ** 2 / mean
  }
  noise /= Math.max(values.length - PLACES, 1)
  let differs = 0
  for (let place = 0; place < PLACES; place++) {
    const [whole, usual] = [expected[place] as number, prior[place] as number]
    if (whole > 0) differs += (ratio(place) - usual) ** 2 - (noise * usual) / whole
  }
  differs = Math.max(differs / PLACES, 0)
  const index = prior.map((usual, place) => {
    if (differs === 0) return usual
    const strength = (noise * usual) / differs
    return ((sold[place] as number) + strength * usual) / ((expected[place] as number) + strength || 1)
  })
  const mean = index.reduce((sum, one) => sum + one, 0) / PLACES
  // A week in which nothing was ever sold keeps a trace, for values are divided by it.
  return index.map((factor) => Math.max(factor / mean, 0.02))
}
