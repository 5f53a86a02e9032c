import type { Cells } from './cells.ts'

/** Columns with one entry a customer. */
export interface Histories {
  x: ArrayLike<number>
  tx: ArrayLike<number>
  T: ArrayLike<number>
  /** Customers of different groups are never put together. */
  group?: Uint16Array
}

export interface Collapsed {
  cells: Cells
  /** The cell of each customer. */
  cellOf: Int32Array
  /** Width of a bin, as a share of the value: 0 where only equal histories were put together. */
  rounding: number
}

const WIDTHS = [0, 0.01, 0.02, 0.03, 0.045, 0.07, 0.1, 0.15, 0.22, 0.33, 0.5]

/**
 * Puts customers of equal history together; what the likelihoods need of them is then a cell and its weight. Where more
 * than `mostCells` are left, number of purchases, age and days since the last purchase are rounded to bins that grow with
 * the value (so that small counts and recent days stay exact), as finely as the limit allows; a cell carries the means of
 * its customers. Time grows with customers, memory with customers and cells.
 */
export function collapse(histories: Histories, mostCells = Number.POSITIVE_INFINITY): Collapsed {
  let found: Found | undefined
  for (const width of WIDTHS) {
    found = group(histories, width, width === WIDTHS.at(-1) ? Number.POSITIVE_INFINITY : mostCells)
    if (found) return { cells: meansOf(histories, found), cellOf: found.cellOf, rounding: width }
  }
  throw new Error('the coarsest rounding has no limit')
}

interface Found {
  cellOf: Int32Array
  size: number
}

/** Numbers the cells in the order of their first customer; nothing where there are more than allowed. */
function group(histories: Histories, width: number, mostCells: number): Found | undefined {
  const { x, tx, T, group } = histories
  const count = x.length
  const bins = [
    binsOf(x, width),
    binsOf(T, width),
    binsOf({ length: count, of: (at) => quiet(tx, T, at) }, width),
  ] as const
  const [xBins, ageBins, quietBins] = bins
  const cellOf = new Int32Array(count)
  const cells = new Map<number, number>()
  for (let at = 0; at < count; at++) {
    const own = group ? (group[at] as number) : 0
    const key =
      ((own * xBins.size + (xBins.of[at] as number)) * ageBins.size + (ageBins.of[at] as number)) * quietBins.size +
      (quietBins.of[at] as number)
    let cell = cells.get(key)
    if (cell === undefined) {
      cell = cells.size
      if (cell >= mostCells) return undefined
      cells.set(key, cell)
    }
    cellOf[at] = cell
  }
  return { cellOf, size: cells.size }
}

const quiet = (tx: ArrayLike<number>, T: ArrayLike<number>, at: number) => (T[at] as number) - (tx[at] as number)

/** The bin of each value, numbered in order of appearance: equal values at width 0, else logarithmic ones. */
function binsOf(values: ArrayLike<number> | { length: number; of: (at: number) => number }, width: number) {
  const read = 'of' in values ? (values.of as (at: number) => number) : (at: number) => values[at] as number
  const of = new Int32Array(values.length)
  const known = new Map<number, number>()
  for (let at = 0; at < of.length; at++) {
    const value = read(at)
    const rounded = width === 0 ? value : roundedOf(value, width)
    let bin = known.get(rounded)
    if (bin === undefined) {
      bin = known.size
      known.set(rounded, bin)
    }
    of[at] = bin
  }
  return { of, size: known.size }
}

/** Whole units below 1 ÷ width, from there on steps of that share of the value. */
const roundedOf = (value: number, width: number) =>
  value * width < 1 ? Math.round(value) : Math.round((1 + Math.log(value * width)) / width)

function meansOf({ x, tx, T, group }: Histories, { cellOf, size }: Found): Cells {
  const sums = { x: new Float64Array(size), tx: new Float64Array(size), T: new Float64Array(size) }
  const weight = new Float64Array(size)
  const groups = new Uint16Array(size)
  for (let at = 0; at < cellOf.length; at++) {
    const cell = cellOf[at] as number
    const before = weight[cell] as number
    weight[cell] = before + 1
    // Running means, so that equal values stay exactly what they are.
    sums.x[cell] = mean(sums.x[cell] as number, x[at] as number, before)
    sums.tx[cell] = mean(sums.tx[cell] as number, tx[at] as number, before)
    sums.T[cell] = mean(sums.T[cell] as number, T[at] as number, before)
    if (group) groups[cell] = group[at] as number
  }
  const place = new Map<number, number>()
  const xAt = sums.x.map((value) => place.get(value) ?? (place.set(value, place.size), place.size - 1))
  return {
    size,
    customers: cellOf.length,
    xs: Float64Array.from(place.keys()),
    xAt: Int32Array.from(xAt),
    tx: sums.tx,
    T: sums.T,
    group: groups,
    factor: new Float64Array(size).fill(1),
    weight,
  }
}

const mean = (before: number, value: number, count: number) => before + (value - before) / (count + 1)
