import type { Baskets } from './baskets.ts'

/** The same baskets with the categories of their items, each once. `categoryOf`: −1 for an item without one. */
export function basketsOfCategories(baskets: Baskets, categoryOf: Int32Array, categories: number): Baskets {
  const items = new Int32Array(baskets.items.length)
  const starts = new Int32Array(baskets.starts.length)
  const seenIn = new Int32Array(categories).fill(-1)
  let length = 0
  for (let basket = 0; basket + 1 < starts.length; basket++) {
    for (let at = baskets.starts[basket] as number; at < (baskets.starts[basket + 1] as number); at++) {
      const category = categoryOf[baskets.items[at] as number] as number
      if (category < 0 || seenIn[category] === basket) continue
      seenIn[category] = basket
      items[length++] = category
    }
    starts[basket + 1] = length
  }
  return { starts, items: items.slice(0, length), itemCount: categories }
}
