/** Lines of sales and returns, one place each in every array; in any order. */
export interface PurchaseRows {
  /** Number of the customer, from 0; rows of others than 0 … customers − 1 are passed over. */
  customer: Int32Array
  /** Number of the category, from 0; −1: none. */
  category: Int32Array
  /** Number of the product, from 0; −1: unknown. */
  product: Int32Array
  /** Days since 1970-01-01. */
  day: Int32Array
  /** Below 0: a return. */
  quantity: Float32Array
  /** In the company's currency, as far as estimates need it. */
  revenue: Float64Array
  customers: number
  categories: number
  products: number
}
