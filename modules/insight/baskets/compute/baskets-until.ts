import type { ShopBaskets } from './shop-baskets.ts'

/** The baskets up to the end of a day, as if the shop had ended there; customers and items keep their numbers. */
export function basketsUntil(shop: ShopBaskets, day: number): ShopBaskets {
  const kept = Int32Array.from([...shop.days.keys()].filter((basket) => (shop.days[basket] as number) <= day))
  const starts = new Int32Array(kept.length + 1)
  const items = new Int32Array(shop.items.length)
  let length = 0
  kept.forEach((basket, at) => {
    const own = shop.items.subarray(shop.starts[basket], shop.starts[basket + 1])
    items.set(own, length)
    length += own.length
    starts[at + 1] = length
  })
  return {
    ...shop,
    starts,
    items: items.slice(0, length),
    days: kept.map((basket) => shop.days[basket] as number),
    buyers: kept.map((basket) => shop.buyers[basket] as number),
  }
}
