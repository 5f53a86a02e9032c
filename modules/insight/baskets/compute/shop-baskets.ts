import type { Baskets } from './baskets.ts'

/** What was bought together, when and by whom. */
export interface ShopBaskets extends Baskets {
  /** Day of each basket, counted from any day. */
  days: Int32Array
  /** Whose basket it is, 0 … customerCount − 1; the baskets of a customer stand together. −1: nobody known. */
  buyers: Int32Array
  customerCount: number
  /** Of each item: number of the goods it is a pack of. Absent: each is goods of its own. */
  goodsOf?: Int32Array
}
