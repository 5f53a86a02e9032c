/** Sets of items that stand together in at least so many baskets. */
export interface ItemSets {
  /** Set s holds `items[starts[s]]` up to, not including, `items[starts[s + 1]]`, rising. */
  starts: Int32Array
  items: Int32Array
  /** In how many baskets each set stands. */
  counts: Int32Array
}
