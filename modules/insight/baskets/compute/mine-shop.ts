import { basketsOfCategories } from './baskets-of-categories.ts'
import { countRuleCustomers } from './count-rule-customers.ts'
import type { Rule } from './find-rules.ts'
import { type Histories, historiesOf } from './histories.ts'
import { isClear } from './is-clear.ts'
import { learn } from './learned.ts'
import type { Links } from './links.ts'
import { type MinedRules, mineRules } from './mine-rules.ts'
import { type OfferLimits, type Offers, offerProducts } from './offer-products.ts'
import type { ShopBaskets } from './shop-baskets.ts'
import type { SimilarItems } from './similar-items.ts'
import { type TestedOffers, testOffers } from './test-offers.ts'

/** A rule that chance does not explain, counted in orders and in customers. */
export interface CountedRule extends Rule {
  /** Who bought the first side within the window, and who of them the second too. */
  customers: number
  bothCustomers: number
}

export interface LevelRules {
  rules: CountedRule[]
  /** Those that chance does not explain; the strongest are in `rules`. */
  clear: number
  /** All that the item sets make. */
  tried: number
  itemSets: number
  /** In how many orders a set had to stand. */
  least: number
}

export interface MinedShop {
  products: LevelRules
  categories: LevelRules
  similar: SimilarItems
  links: Links
  /** Customers who bought each item within the last `horizon` days. */
  lately: Int32Array
  horizon: number
  tested: TestedOffers | null
  /** Null: too few customers to say anything. */
  offers: Offers | null
}

export interface MineOptions extends OfferLimits {
  /** Last day. */
  day: number
  minSupport: number | null
  /** −1: none. */
  categoryOf: Int32Array
  categories: number
}

const MOST_RULES = 5000
const LEAST_CUSTOMERS = 30

/** Everything that baskets say about a shop: rules of products and of categories, similar products, and what to offer whom. */
export function mineShop(shop: ShopBaskets, options: MineOptions): MinedShop {
  const { day, minSupport } = options
  const horizon = horizonOf(shop, day)
  const learned = learn(shop, day, horizon, minSupport)
  const ofCategories = { ...shop, ...basketsOfCategories(shop, options.categoryOf, options.categories) }
  const everyDay = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const
  const categories = mineRules(ofCategories, minSupport)
  const lately = new Int32Array(shop.itemCount)
  for (const item of historiesOf(shop, day - horizon + 1, day).items) lately[item] = (lately[item] as number) + 1
  const tested = testOffers(shop, { day, horizon, minSupport })
  return {
    products: counted(learned.mined, learned.histories),
    categories: counted(categories, historiesOf(ofCategories, ...everyDay)),
    similar: learned.similar,
    links: learned.links,
    lately,
    horizon,
    tested,
    offers: learned.similar.customers < LEAST_CUSTOMERS ? null : offerProducts(learned, tested, options),
  }
}

/** A fifth of the time there is, from a week to sixty days. */
function horizonOf({ days }: ShopBaskets, day: number): number {
  const first = days.reduce((least, one) => Math.min(least, one), day)
  return Math.min(60, Math.max(7, Math.round((day - first + 1) / 5)))
}

function counted({ rules, itemSets, least }: MinedRules, histories: Histories): LevelRules {
  const clear = rules.filter(isClear)
  const kept = clear.sort((a, b) => b.leverage - a.leverage).slice(0, MOST_RULES)
  const { customers, both } = countRuleCustomers(histories, kept)
  return {
    rules: kept.map((rule, at) => ({
      ...rule,
      customers: customers[at] as number,
      bothCustomers: both[at] as number,
    })),
    clear: clear.length,
    tried: rules.length,
    itemSets,
    least,
  }
}
