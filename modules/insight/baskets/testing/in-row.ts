import type { Baskets } from '../compute/baskets.ts'

/** Lists of items one behind another. */
export function inRow(lists: readonly (readonly number[])[]): Pick<Baskets, 'starts' | 'items'> {
  const starts = new Int32Array(lists.length + 1)
  lists.forEach((list, at) => {
    starts[at + 1] = (starts[at] as number) + list.length
  })
  return { starts, items: Int32Array.from(lists.flat()) }
}
