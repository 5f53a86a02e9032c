/**
 * Histories of customers, equal ones collapsed: entry i of every column is one cell. The words of the papers: `x`
 * purchases after the first, the latest of them at `tx`, seen until `T`, all counted from the first purchase.
 */
export interface Cells {
  /** How many cells; columns have this length. */
  size: number
  /** Sum of the weights. */
  customers: number
  /** The distinct numbers of purchases, and which of them each cell has: gamma functions are tabled by them. */
  xs: Float64Array
  xAt: Int32Array
  tx: Float64Array
  T: Float64Array
  /** The cohort of each cell, and how much oftener than on average it buys. */
  group: Uint16Array
  factor: Float64Array
  /** Customers in the cell. */
  weight: Float64Array
}

/** One cell, for what is computed cell by cell. */
export interface History {
  x: number
  tx: number
  T: number
  factor: number
}
