import { dayNumber } from '../../compute/day-number.ts'
import { numberBaskets } from '../compute/number-baskets.ts'
import type { ShopBaskets } from '../compute/shop-baskets.ts'
import type { MadeBasket } from './add-baskets.ts'

/** Made baskets as the computation takes them; customers must stand together. */
export function numberShop(made: readonly MadeBasket[]): { shop: ShopBaskets; names: string[] } {
  const { baskets, names } = numberBaskets(made.map(({ skus }) => skus))
  const buyers = [...new Set(made.map(({ customer }) => customer))]
  const numbers = new Map(buyers.map((buyer, at) => [buyer, at]))
  return {
    shop: {
      ...baskets,
      days: Int32Array.from(made, ({ at }) => dayNumber(at.slice(0, 10))),
      buyers: Int32Array.from(made, ({ customer, anonymous }) => (anonymous ? -1 : (numbers.get(customer) ?? -1))),
      customerCount: buyers.length,
    },
    names,
  }
}
