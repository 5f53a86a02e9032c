import { basketsUntil } from './baskets-until.ts'
import { type Histories, historiesOf } from './histories.ts'
import { isClear } from './is-clear.ts'
import { type Links, linksOf } from './links.ts'
import { type MinedRules, mineRules } from './mine-rules.ts'
import { popularity } from './popularity.ts'
import type { ShopBaskets } from './shop-baskets.ts'
import { type SimilarItems, similarItems } from './similar-items.ts'

/** All that a shop's past up to a day says about what goes with what. */
export interface Learned {
  day: number
  histories: Histories
  mined: MinedRules
  similar: SimilarItems
  links: Links
  popularity: Float64Array
  /** See ShopBaskets. */
  goodsOf: Int32Array | undefined
}

/** Neighbours of an item that scores may use. */
const NEIGHBOURS = 50
/** Learns from the baskets up to the end of a day; popularity is that of the last `horizon` days. */
export function learn(shop: ShopBaskets, day: number, horizon: number, minSupport: number | null): Learned {
  const past = basketsUntil(shop, day)
  const histories = historiesOf(past, Number.NEGATIVE_INFINITY, day)
  const mined = mineRules(past, minSupport)
  const similar = similarItems(histories, NEIGHBOURS)
  return {
    day,
    histories,
    mined,
    similar,
    links: linksOf(histories, similar, mined.rules.filter(isClear)),
    popularity: popularity(historiesOf(past, day - horizon + 1, day), histories),
    goodsOf: shop.goodsOf,
  }
}
