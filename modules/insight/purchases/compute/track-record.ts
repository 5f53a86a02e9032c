/** What was expected of customers over a time, and what happened; columns of equal length. */
export interface Outcome {
  expected: ArrayLike<number>
  base: ArrayLike<number>
  low: ArrayLike<number>
  high: ArrayLike<number>
  /** How likely the number lay between low and high. */
  promised: ArrayLike<number>
  happened: ArrayLike<number>
  value: ArrayLike<number>
  valueLow: ArrayLike<number>
  valueHigh: ArrayLike<number>
  happenedValue: ArrayLike<number>
}

export interface Decile {
  customers: number
  /** Means per customer. */
  expected: number
  happened: number
  /** Where the mean of what happens lies in 95 of 100 cases, by the scatter within the group. */
  low: number
  high: number
}

export interface TrackRecord {
  customers: number
  expectedOrders: number
  happenedOrders: number
  baseOrders: number
  /** Mean absolute errors per customer. */
  error: number
  baseError: number
  /** Mean squared errors per customer: by them model and base line are compared. */
  squaredError: number
  baseSquaredError: number
  /** Standard error of the total of orders, by the scatter of errors between customers. */
  totalScatter: number
  inside: number
  promisedInside: number
  expectedValue: number
  happenedValue: number
  valueInside: number
  deciles: Decile[]
}

/** How predictions fared: errors beside the base line's, intervals, and ten equal groups from the least expected to the most. */
export function trackRecord(outcome: Outcome): TrackRecord {
  const size = outcome.expected.length
  const at = (column: ArrayLike<number>, index: number) => column[index] ?? 0
  const mean = (of: (index: number) => number) => {
    let sum = 0
    for (let index = 0; index < size; index++) sum += of(index)
    return size === 0 ? 0 : sum / size
  }
  const { expected, base, low, high, happened, value, valueLow, valueHigh, happenedValue, promised } = outcome
  const within = (is: number, from: number, to: number) => (is >= from && is <= to ? 1 : 0)
  const squaredError = mean((index) => (at(expected, index) - at(happened, index)) ** 2)
  const off = mean((index) => at(expected, index) - at(happened, index))
  return {
    customers: size,
    expectedOrders: mean((index) => at(expected, index)) * size,
    happenedOrders: mean((index) => at(happened, index)) * size,
    baseOrders: mean((index) => at(base, index)) * size,
    error: mean((index) => Math.abs(at(expected, index) - at(happened, index))),
    baseError: mean((index) => Math.abs(at(base, index) - at(happened, index))),
    squaredError,
    baseSquaredError: mean((index) => (at(base, index) - at(happened, index)) ** 2),
    totalScatter: Math.sqrt(size * Math.max(squaredError - off ** 2, 0)),
    inside: mean((index) => within(at(happened, index), at(low, index), at(high, index))),
    promisedInside: mean((index) => at(promised, index)),
    expectedValue: mean((index) => at(value, index)) * size,
    happenedValue: mean((index) => at(happenedValue, index)) * size,
    valueInside: mean((index) => within(at(happenedValue, index), at(valueLow, index), at(valueHigh, index))),
    deciles: decilesOf(expected, happened),
  }
}

function decilesOf(expected: ArrayLike<number>, happened: ArrayLike<number>): Decile[] {
  const order = Uint32Array.from({ length: expected.length }, (_, index) => index).sort(
    (a, b) => (expected[a] ?? 0) - (expected[b] ?? 0) || a - b,
  )
  const groups = Math.min(10, order.length)
  return Array.from({ length: groups }, (_, group) => {
    const members = order.subarray(
      Math.floor((group * order.length) / groups),
      Math.floor(((group + 1) * order.length) / groups),
    )
    let [sum, square, wanted] = [0, 0, 0]
    for (const index of members) {
      sum += happened[index] ?? 0
      square += (happened[index] ?? 0) ** 2
      wanted += expected[index] ?? 0
    }
    const count = members.length
    const mean = sum / count
    const scatter = Math.sqrt(Math.max(square / count - mean ** 2, 0) / Math.max(count - 1, 1))
    return {
      customers: count,
      expected: wanted / count,
      happened: mean,
      low: Math.max(mean - 1.96 * scatter, 0),
      high: mean + 1.96 * scatter,
    }
  })
}
