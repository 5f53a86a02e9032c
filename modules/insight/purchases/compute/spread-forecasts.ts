import { expectedSpend } from './expected-spend.ts'
import type { CellForecasts } from './forecast-cells.ts'
import type { Money, Predicted } from './predicted.ts'

interface Given {
  purchases: Int32Array
  meanValue: Float64Array
  money: Money
}

type Columns = Pick<
  Predicted,
  | 'pActive'
  | 'orders'
  | 'ordersLow'
  | 'ordersHigh'
  | 'ordersInside'
  | 'noOrder'
  | 'value'
  | 'valueLow'
  | 'valueHigh'
  | 'valueInside'
  | 'spend'
  | 'clv'
  | 'clvFirstYear'
  | 'churnRisk'
>

/** Gives each customer what was forecast for their cell, and their own money. */
export function spreadForecasts(forecasts: CellForecasts, cellOf: Int32Array, given: Given): Columns {
  const customers = cellOf.length
  const { spend, scale } = spends(given)
  const floats = (column: Float64Array, times?: Float64Array) => {
    const spread = new Float64Array(customers)
    for (let at = 0; at < customers; at++) {
      spread[at] = (column[cellOf[at] as number] as number) * (times ? (times[at] as number) : 1)
    }
    return spread
  }
  const spreadTo = <Column extends Int32Array | Float32Array>(spread: Column, column: Column) => {
    // A plain loop: `from` with a function takes ten times as long for a million customers.
    for (let at = 0; at < customers; at++) spread[at] = column[cellOf[at] as number] as number
    return spread
  }
  const wholes = (column: Int32Array) => spreadTo(new Int32Array(customers), column)
  const shares = (column: Float32Array) => spreadTo(new Float32Array(customers), column)
  return {
    pActive: floats(forecasts.pActive),
    orders: forecasts.orders.map((column) => floats(column)),
    ordersLow: forecasts.ordersLow.map(wholes),
    ordersHigh: forecasts.ordersHigh.map(wholes),
    ordersInside: forecasts.ordersInside.map(shares),
    noOrder: forecasts.noOrder.map(shares),
    value: forecasts.orders.map((column) => floats(column, spend)),
    valueLow: forecasts.valueLow.map((column) => floats(column, scale)),
    valueHigh: forecasts.valueHigh.map((column) => floats(column, scale)),
    valueInside: forecasts.valueInside.map(shares),
    spend,
    clv: floats(forecasts.lifeOrders, spend),
    clvFirstYear: floats(forecasts.yearOrders, spend),
    churnRisk: floats(forecasts.churnRisk),
  }
}

/** Expected spend of each customer and the scale of their values' distribution; 0 for who is left out of the money. */
function spends({ purchases, meanValue, money: { parameters } }: Given) {
  const spend = new Float64Array(purchases.length)
  const scale = new Float64Array(purchases.length)
  if (!parameters) return { spend, scale }
  for (let at = 0; at < purchases.length; at++) {
    const mean = meanValue[at] as number
    if (!(mean > 0)) continue
    const count = purchases[at] as number
    spend[at] = expectedSpend(parameters, count, mean)
    scale[at] = parameters.gamma + count * mean
  }
  return { spend, scale }
}
