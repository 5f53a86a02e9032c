import type { SalesLines } from '../../compute/sales-lines.ts'
import { basketsOfLines } from './baskets-of-lines.ts'
import { type MinedShop, type MineOptions, mineShop } from './mine-shop.ts'

export interface MineLinesOptions extends MineOptions {
  /** First day. */
  from: number
  customers: number
  isKnown: Uint8Array
  /** See ShopBaskets. */
  goodsOf?: Int32Array
}

export interface MinedLines extends MinedShop {
  baskets: number
  /** Whose baskets they are. */
  customers: number
}

/** `mineShop` of the baskets that priced lines of sales of the days `from` … `day` make. */
export function mineLines(lines: SalesLines, options: MineLinesOptions): MinedLines {
  const { goodsOf } = options
  const shop = { ...basketsOfLines(lines, { ...options, to: options.day }), ...(goodsOf && { goodsOf }) }
  return { ...mineShop(shop, options), baskets: shop.days.length, customers: countCustomers(shop.buyers) }
}

/** Baskets of a customer stand together. */
function countCustomers(buyers: Int32Array): number {
  let count = 0
  for (let at = 0; at < buyers.length; at++) if ((buyers[at] as number) >= 0 && buyers[at] !== buyers[at - 1]) count++
  return count
}
