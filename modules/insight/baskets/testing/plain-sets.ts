import type { ItemSets } from '../compute/item-sets.ts'
import type { PlainSets } from './apriori.ts'

/** Sets of FP-growth as texts with their counts. */
export const plainSets = ({ starts, items, counts }: ItemSets): PlainSets =>
  new Map(Array.from(counts, (count, set) => [items.slice(starts[set], starts[set + 1]).join(','), count]))
