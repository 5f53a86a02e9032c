/** What customers bought, day by day: the entries `offsets[i] … offsets[i + 1]` are customer i's, in the order of their days. */
export interface Histories {
  offsets: Int32Array
  /** Days since 1970-01-01 on which something counted. */
  days: Int32Array
  /** What that day brought, returns taken off: major units of the company's currency. */
  values: Float64Array
  /** 1: there was a purchase on that day; 0: only something that came back. */
  bought: Uint8Array
  /** What the customer is worth by the analysis, contacts taken off: major units. */
  worth: Float64Array
}

/** What was known of those who had bought by the end of a day. */
export interface Known {
  /** Places of these customers in the histories. */
  places: Int32Array
  /** Days of their first and last purchase, and on how many days they bought. */
  first: Int32Array
  last: Int32Array
  purchases: Int32Array
  /** What a day of purchase brought them on average: major units. */
  meanValue: Float64Array
}

/** Who had bought by the end of the day `until`, and what was known of them then. */
export function knownUntil(histories: Histories, until: number): Known {
  const { offsets, days, values, bought } = histories
  const customers = offsets.length - 1
  const columns = {
    places: new Int32Array(customers),
    first: new Int32Array(customers),
    last: new Int32Array(customers),
    purchases: new Int32Array(customers),
    meanValue: new Float64Array(customers),
  }
  let size = 0
  for (let place = 0; place < customers; place++) {
    let [first, last, purchases, value] = [0, 0, 0, 0]
    const end = offsets[place + 1] ?? 0
    for (let entry = offsets[place] ?? 0; entry < end && (days[entry] ?? 0) <= until; entry++) {
      value += values[entry] ?? 0
      if (bought[entry] !== 1) continue
      if (purchases === 0) first = days[entry] ?? 0
      last = days[entry] ?? 0
      purchases++
    }
    if (purchases === 0) continue
    columns.places[size] = place
    columns.first[size] = first
    columns.last[size] = last
    columns.purchases[size] = purchases
    columns.meanValue[size] = value / purchases
    size++
  }
  return {
    places: columns.places.slice(0, size),
    first: columns.first.slice(0, size),
    last: columns.last.slice(0, size),
    purchases: columns.purchases.slice(0, size),
    meanValue: columns.meanValue.slice(0, size),
  }
}

/** On how many days the customers at `places` bought after the day `from`, up to `days` later, and what that brought. */
export function happenedAfter(
  histories: Histories,
  places: ArrayLike<number>,
  from: number,
  days: number,
): { orders: Int32Array; value: Float64Array } {
  const orders = new Int32Array(places.length)
  const value = new Float64Array(places.length)
  for (let index = 0; index < places.length; index++) {
    const place = places[index] ?? 0
    const begin = histories.offsets[place] ?? 0
    for (let entry = (histories.offsets[place + 1] ?? 0) - 1; entry >= begin; entry--) {
      const day = histories.days[entry] ?? 0
      if (day <= from) break
      if (day > from + days) continue
      orders[index] = (orders[index] ?? 0) + (histories.bought[entry] ?? 0)
      value[index] = (value[index] ?? 0) + (histories.values[entry] ?? 0)
    }
  }
  return { orders, value }
}

/** Purchases of everybody, a figure a day from the day `from` to `until`, both included. */
export function purchasesByDay({ days, bought }: Histories, from: number, until: number): Float64Array {
  const counts = new Float64Array(Math.max(until - from + 1, 0))
  for (let entry = 0; entry < days.length; entry++) {
    const at = (days[entry] ?? 0) - from
    if (at >= 0 && at < counts.length) counts[at] = (counts[at] ?? 0) + (bought[entry] ?? 0)
  }
  return counts
}
