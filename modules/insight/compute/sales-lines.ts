/**
 * Lines of all orders that count, sales and returns, one place each in every array; in any order. Their buffers may be
 * shared with threads, which only read.
 */
export interface SalesLines {
  /** Number of the customer, from 0; −1: nobody known. */
  customer: Int32Array
  /** Equal for lines of one order; orders of other customers or days may bear the same. */
  order: Int32Array
  /** Number of the category, from 0; −1: none. */
  category: Int32Array
  /** Number of the product, from 0; −1: unknown. */
  product: Int32Array
  /** Number of the brand, from 0; −1: not known. */
  brand: Int32Array
  /** Days since 1970-01-01. */
  day: Int32Array
  /** Below 0: a return. */
  quantity: Float32Array
  /** In millionths of the company's currency; 0 without a rate. */
  revenue: Float64Array
  /** 1: of a sale, not of a return. */
  isSale: Uint8Array
  /** 1: of a sale, at a price. */
  isPriced: Uint8Array
  /** 1: of a sale that was taken back as a whole by the day that the lines are of. */
  isUndone: Uint8Array
}
