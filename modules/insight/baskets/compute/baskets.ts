/** Baskets of numbered items, one behind another, so that millions of them are two arrays. */
export interface Baskets {
  /** Basket b holds `items[starts[b]]` up to, not including, `items[starts[b + 1]]`; one more entry than baskets. */
  starts: Int32Array
  /** 0 … itemCount − 1, each at most once in a basket. */
  items: Int32Array
  itemCount: number
}
