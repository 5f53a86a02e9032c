import type { Predicted } from '../compute/predicted.ts'
import type { PurchaseLife } from './purchase-life.ts'

export interface Coverage {
  days: number
  customers: number
  orders: { expected: number; happened: number; inside: number; stated: number }
  value: { expected: number; happened: number; inside: number; stated: number }
}

/** For each horizon: sums that were expected and came, and the share of customers inside their intervals beside the share stated. */
export function measureCoverage(predicted: Predicted, known: PurchaseLife[], asOf: number): Coverage[] {
  return predicted.horizons.map((days, horizon) => {
    const orders = { expected: 0, happened: 0, inside: 0, stated: 0 }
    const value = { expected: 0, happened: 0, inside: 0, stated: 0 }
    const count = (low: number, high: number, came: number) => (came >= low && came <= high ? 1 / known.length : 0)
    const of = (columns: ArrayLike<number>[], at: number) => columns[horizon]?.[at] as number
    known.forEach((life, at) => {
      const came = life.days.flatMap((day, place) =>
        day > asOf && day <= asOf + days ? [life.values[place] as number] : [],
      )
      const brought = came.reduce((sum, one) => sum + one, 0)
      orders.expected += of(predicted.orders, at)
      orders.happened += came.length
      orders.inside += count(of(predicted.ordersLow, at), of(predicted.ordersHigh, at), came.length)
      orders.stated += of(predicted.ordersInside, at) / known.length
      value.expected += of(predicted.value, at)
      value.happened += brought
      value.inside += count(of(predicted.valueLow, at), of(predicted.valueHigh, at), brought)
      value.stated += of(predicted.valueInside, at) / known.length
    })
    return { days, customers: known.length, orders, value }
  })
}
