import { addDays } from '#core/words/dates.ts'
import { seededRandom } from '#core/words/seeded-random.ts'
import type { MadeBasket, MadeProduct } from './add-baskets.ts'

/** Goods of a made shop by SKU. */
export const madeProducts: MadeProduct[] = [
  { sku: 'coffee', category: 'food/coffee', price: 12, cost: 7 },
  { sku: 'filter', category: 'food/filter', price: 4, cost: 1 },
  { sku: 'milk', category: 'food/milk', price: 2, cost: 1 },
  { sku: 'shampoo', category: 'care/shampoo', price: 6, cost: 3 },
  { sku: 'rinse', category: 'care/rinse', price: 6, cost: 3 },
  { sku: 'lamp', category: 'home/lamp', price: 40, cost: 20 },
  { sku: 'chair', category: 'home/chair', price: 90, cost: 50 },
  { sku: 'gone', category: 'home/gone', price: 5, cost: 2, stock: 0 },
  { sku: 'draft', category: 'home/draft', price: 5, cost: 2, provisional: true },
]

/**
 * Three orders each of so many customers over a hundred days up to `end`: who buys coffee adds filters six times of ten,
 * who buys shampoo adds the rinse as often; milk is bought again and again, lamp and chair once; all else is chance.
 */
export function madeBaskets(customers: readonly string[], end: string, seed = 5): MadeBasket[] {
  const random = seededRandom(seed)
  const day = (order: number) => addDays(end, -Math.floor(random() * 34) - 33 * (2 - order))
  return customers.flatMap((customer) => {
    const pair = random() < 0.5 ? (['coffee', 'filter'] as const) : (['shampoo', 'rinse'] as const)
    return [0, 1, 2].map((order) => ({
      customer,
      at: `${day(order)}T04:00:00Z`,
      skus: [...oneBasket(random, pair, order === 0)],
    }))
  })
}

function oneBasket(random: () => number, [liked, added]: readonly [string, string], isFirst: boolean): Set<string> {
  const shares = { [liked]: 0.6, milk: 0.6, gone: 0.1, draft: 0.1, lamp: isFirst ? 0.08 : 0, chair: isFirst ? 0.08 : 0 }
  const skus = new Set(Object.entries(shares).flatMap(([sku, share]) => (random() < share ? [sku] : [])))
  if (skus.has(liked) && random() < 0.6) skus.add(added)
  return skus.size > 0 ? skus : new Set(['milk'])
}
