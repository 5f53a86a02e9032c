import type { Cells } from './cells.ts'

/** Columns with one entry a customer. */
export interface Histories {
  x: ArrayLike<number>
  tx: ArrayLike<number>
  T: ArrayLike<number>
  /** Customers of different groups are never put together. */
  group?: Uint16Array
  /** The finest piece of time that rounding tells apart; 1 unless given, as days. */
  unit?: number
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

/** Numbers the cells in the order of their first customer; nothing, and early, where there are more than allowed. */
function group({ x, tx, T, group, unit = 1 }: Histories, width: number, mostCells: number): Found | undefined {
  const count = x.length
  const cellOf = new Int32Array(count)
  const number = width === 0 ? exactNumber() : roundedNumber(width, unit)
  for (let at = 0; at < count; at++) {
    const cell = number(group ? (group[at] as number) : 0, x[at] as number, tx[at] as number, T[at] as number)
    if (cell >= mostCells) return undefined
    cellOf[at] = cell
  }
  return { cellOf, size: number.size() }
}

/** Equal histories get equal numbers. */
function exactNumber() {
  const [values, ages, counts, cells] = [numbering(), numbering(), numbering(), numbering()]
  const number = (group: number, x: number, tx: number, T: number) =>
    cells(counts(ages(values(T) * PAIR + group) * PAIR + values(x)) * PAIR + values(tx))
  return Object.assign(number, { size: cells.size })
}

/** So do histories that are equal when age, number of purchases and days since the last one are rounded. */
function roundedNumber(width: number, unit: number) {
  const cells = numbering()
  const number = (group: number, x: number, tx: number, T: number) =>
    cells(
      ((group * BINS + roundedOf(x, width)) * BINS + roundedOf(T / unit, width)) * BINS +
        roundedOf((T - tx) / unit, width),
    )
  return Object.assign(number, { size: cells.size })
}

/** More customers than this are not one company's; two numbers below it make one that is exact. */
const PAIR = 2 ** 26
/** Even 1 % wide, a hundred thousand years have fewer bins. */
const BINS = 4096

/** Numbers keys 0, 1, … in order of appearance. */
function numbering() {
  const known = new Map<number, number>()
  const number = (key: number): number => {
    const before = known.get(key)
    if (before !== undefined) return before
    known.set(key, known.size)
    return known.size - 1
  }
  return Object.assign(number, { size: () => known.size, keys: () => known.keys() })
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
  const counts = numbering()
  const xAt = Int32Array.from(sums.x, (value) => counts(value))
  return {
    size,
    customers: cellOf.length,
    xs: Float64Array.from(counts.keys()),
    xAt,
    tx: sums.tx,
    T: sums.T,
    group: groups,
    factor: new Float64Array(size).fill(1),
    weight,
  }
}

const mean = (before: number, value: number, count: number) => before + (value - before) / (count + 1)
