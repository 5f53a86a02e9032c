import type { Baskets } from './baskets.ts'
import { IntList } from './int-list.ts'

/** Baskets of names as baskets of numbers, in the order names are met; what stands twice in a basket counts once. */
export function numberBaskets(baskets: Iterable<readonly string[]>): { baskets: Baskets; names: string[] } {
  const numbers = new Map<string, number>()
  const [starts, items] = [new IntList(), new IntList()]
  starts.push(0)
  for (const basket of baskets) {
    const from = items.length
    for (const name of basket) {
      const number = numbers.get(name) ?? numbers.size
      numbers.set(name, number)
      items.pushOnce(number, from)
    }
    starts.push(items.length)
  }
  return {
    baskets: { starts: starts.done(), items: items.done(), itemCount: numbers.size },
    names: [...numbers.keys()],
  }
}
