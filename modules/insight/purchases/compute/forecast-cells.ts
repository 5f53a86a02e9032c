import type { Cells } from './cells.ts'
import type { Forecaster } from './forecaster.ts'
import { historyOf } from './history-of.ts'
import { intervalOf } from './interval-of.ts'

interface Given {
  forecaster: Forecaster
  /** Whose word is given in the horizons where the forecaster's is not. */
  baseLine: Forecaster
  isAside: readonly boolean[]
  cells: Cells
  /** Lengths of the horizons, of the churn window, and of each quarter end to come, on the clock of the model. */
  spans: readonly number[]
  churnSpan: number
  quarterSpans: readonly number[]
  /** Discount factor of each quarter. */
  discounts: readonly number[]
  /** Quantile of the value of a customer with so many payments, over their scale; none without money. */
  spend: ((chances: Float64Array, size: number, payments: number, target: number) => number) | null
}

/** Per cell; a list has an entry per horizon. Values are over the customer's own scale γ + payments × mean. */
export interface CellForecasts {
  pActive: Float64Array
  churnRisk: Float64Array
  orders: Float64Array[]
  ordersLow: Int32Array[]
  ordersHigh: Int32Array[]
  ordersInside: Float32Array[]
  /** Probability of no order at all. */
  noOrder: Float32Array[]
  valueLow: Float64Array[]
  valueHigh: Float64Array[]
  valueInside: Float32Array[]
  /** Discounted expected orders of the first year and of all quarters. */
  yearOrders: Float64Array
  lifeOrders: Float64Array
}

const SHARE = 0.8

/** What each cell is expected to do, with 80 % intervals. */
export function forecastCells(given: Given): CellForecasts {
  const { forecaster, baseLine, isAside, cells, spans, churnSpan, spend } = given
  const { size } = cells
  const forecasts = emptyForecasts(size, spans.length)
  for (let cell = 0; cell < size; cell++) {
    const history = historyOf(cells, cell)
    const expected = (t: number) => forecaster.expected(history, t)
    forecasts.pActive[cell] = forecaster.active(history)
    spans.forEach((span, horizon) => {
      const teller = isAside[horizon] ? baseLine : forecaster
      const { chances, size: reached } = teller.counts(history, span)
      const { low, high, inside } = intervalOf(chances, reached, SHARE)
      ;(forecasts.orders[horizon] as Float64Array)[cell] = teller.expected(history, span)
      ;(forecasts.ordersLow[horizon] as Int32Array)[cell] = low
      ;(forecasts.ordersHigh[horizon] as Int32Array)[cell] = high
      ;(forecasts.ordersInside[horizon] as Float32Array)[cell] = inside
      ;(forecasts.noOrder[horizon] as Float32Array)[cell] = chances[0] as number
      if (!spend) return
      // As with counts: where nothing at all is likely, what is left out lies above.
      const none = chances[0] as number
      const fromNone = none > (1 - SHARE) / 2
      const quantile = (target: number) => spend(chances, reached, history.x + 1, target)
      ;(forecasts.valueLow[horizon] as Float64Array)[cell] = fromNone ? 0 : quantile((1 - SHARE) / 2)
      ;(forecasts.valueHigh[horizon] as Float64Array)[cell] = quantile(fromNone ? SHARE : (1 + SHARE) / 2)
      ;(forecasts.valueInside[horizon] as Float32Array)[cell] = Math.max(SHARE, none)
    })
    keepInOrder(forecasts.orders, isAside, cell)
    forecasts.churnRisk[cell] = forecaster.counts(history, churnSpan).chances[0] as number
    discounted(given, expected, forecasts, cell)
  }
  return forecasts
}

/** Two tellers may contradict each other: where the base line speaks, a longer time never brings fewer orders than a shorter one. */
function keepInOrder(orders: readonly Float64Array[], isAside: readonly boolean[], cell: number): void {
  const of = (horizon: number, otherwise: number) => orders[horizon]?.[cell] ?? otherwise
  for (let horizon = orders.length - 1; horizon >= 0; horizon--) {
    if (!isAside[horizon]) continue
    ;(orders[horizon] as Float64Array)[cell] = Math.min(of(horizon, 0), of(horizon + 1, Number.POSITIVE_INFINITY))
  }
  for (let horizon = 0; horizon < orders.length; horizon++) {
    if (isAside[horizon]) (orders[horizon] as Float64Array)[cell] = Math.max(of(horizon, 0), of(horizon - 1, 0))
  }
}

function discounted(
  { quarterSpans, discounts }: Given,
  expected: (t: number) => number,
  { yearOrders, lifeOrders }: CellForecasts,
  cell: number,
): void {
  let before = 0
  quarterSpans.forEach((span, quarter) => {
    const until = expected(span)
    const worth = (until - before) * (discounts[quarter] as number)
    before = until
    lifeOrders[cell] = (lifeOrders[cell] as number) + worth
    if (quarter < 4) yearOrders[cell] = (yearOrders[cell] as number) + worth
  })
}

function emptyForecasts(size: number, horizons: number): CellForecasts {
  const list = <Column>(column: () => Column) => Array.from({ length: horizons }, column)
  return {
    pActive: new Float64Array(size),
    churnRisk: new Float64Array(size),
    orders: list(() => new Float64Array(size)),
    ordersLow: list(() => new Int32Array(size)),
    ordersHigh: list(() => new Int32Array(size)),
    ordersInside: list(() => new Float32Array(size)),
    noOrder: list(() => new Float32Array(size)),
    valueLow: list(() => new Float64Array(size)),
    valueHigh: list(() => new Float64Array(size)),
    valueInside: list(() => new Float32Array(size)),
    yearOrders: new Float64Array(size),
    lifeOrders: new Float64Array(size),
  }
}
