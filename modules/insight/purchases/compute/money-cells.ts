import type { MoneyCells } from './gamma-gamma.ts'

/** Finer than this share money is not told apart where many customers are collapsed. */
const SHARE = 0.01

/**
 * Customers by number and mean of payments. `rounded` puts means together that differ by less than 1 %, and numbers above a hundred
 * likewise; a cell carries the means of its customers. Customers whose mean is not above 0 are left out: the model knows no refunds.
 */
export function moneyCells(x: ArrayLike<number>, mean: ArrayLike<number>, rounded: boolean): MoneyCells {
  const places = new Map<number, number>()
  const cells = new Map<string | number, number>()
  const columns = { xAt: [] as number[], mean: [] as number[], weight: [] as number[] }
  for (let at = 0; at < x.length; at++) {
    const value = mean[at] as number
    const count = rounded ? roundedCount(x[at] as number) : (x[at] as number)
    if (!(value > 0) || !(count > 0)) continue
    let place = places.get(count)
    if (place === undefined) {
      place = places.size
      places.set(count, place)
    }
    const key = rounded ? place * 16_384 + 8192 + Math.round(Math.log(value) / SHARE) : `${place} ${value}`
    const cell = cells.get(key)
    if (cell === undefined) {
      cells.set(key, columns.weight.length)
      columns.xAt.push(place)
      columns.mean.push(value)
      columns.weight.push(1)
      continue
    }
    const weight = (columns.weight[cell] as number) + 1
    columns.weight[cell] = weight
    columns.mean[cell] = (columns.mean[cell] as number) + (value - (columns.mean[cell] as number)) / weight
  }
  return {
    size: columns.weight.length,
    xs: Float64Array.from(places.keys()),
    xAt: Int32Array.from(columns.xAt),
    mean: Float64Array.from(columns.mean),
    weight: Float64Array.from(columns.weight),
  }
}

const roundedCount = (count: number) =>
  count < 1 / SHARE ? count : Math.round(Math.exp(Math.round(Math.log(count) / SHARE) * SHARE))
