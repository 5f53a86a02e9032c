import type { LoyaltyShares } from './rule.ts'
import type { Loyalty } from './usage-columns.ts'
import type { Brands } from './usage-of-lines.ts'

/** A line as it counts in one path. */
export interface Choice {
  path: number
  /** −1: not known. */
  brand: number
  day: number
  order: number
  /** In thousandths; below 0: taken back. */
  quantity: number
  /** In millionths. */
  revenue: number
  isBought: boolean
}

/** What one customer makes of one path. */
export interface UsageRow {
  path: number
  quantity: number
  purchases: number
  branded: number
  revenue: number
  topBrand: number
  /** In ten thousandths; −1 without a known brand. */
  topShare: number
  storeShare: number
  loyalty: Loyalty
}

interface BrandSum {
  brand: number
  quantity: number
  revenue: number
  /** Orders in which it was bought, and the last of them. */
  purchases: number
  day: number
  order: number
}

/**
 * A row a path of which something was kept. A brand of which nothing was kept counts with no purchase; an order of two
 * brands counts with each. Loyalty is told from purchases whose brand is known. Sorts the choices.
 */
export function* customerUsage(choices: Choice[], brands: Brands, loyalty: LoyaltyShares): Generator<UsageRow> {
  choices.sort((a, b) => a.path - b.path || a.brand - b.brand || a.day - b.day || a.order - b.order)
  for (let from = 0; from < choices.length; ) {
    const { path } = choices[from] as Choice
    const sums: BrandSum[] = []
    let at = from
    for (; choices[at]?.path === path; at++) add(sums, choices[at] as Choice)
    from = at
    const row = rowOf(path, sums, brands, loyalty)
    if (row.quantity > 0) yield row
  }
}

/** Choices of one brand come order by order: an order is one purchase of it. */
function add(sums: BrandSum[], { brand, day, order, quantity, revenue, isBought }: Choice): void {
  let sum = sums.at(-1)
  if (sum?.brand !== brand) {
    sum = { brand, quantity: 0, revenue: 0, purchases: 0, day: -1, order: -1 }
    sums.push(sum)
  }
  sum.quantity += quantity
  sum.revenue += revenue
  if (!isBought || (sum.purchases > 0 && sum.day === day && sum.order === order)) return
  sum.purchases++
  sum.day = day
  sum.order = order
}

function rowOf(path: number, sums: readonly BrandSum[], brands: Brands, rule: LoyaltyShares): UsageRow {
  let [quantity, revenue, purchases, branded, maker, store] = [0, 0, 0, 0, 0, 0]
  let top: BrandSum | undefined
  for (const sum of sums) {
    quantity += sum.quantity
    revenue += sum.revenue
    if (sum.quantity <= 0) continue
    purchases += sum.purchases
    if (sum.brand < 0 || sum.purchases === 0) continue
    branded += sum.purchases
    if (brands.isOwn[sum.brand] === 1) store += sum.purchases
    else maker = Math.max(maker, sum.purchases)
    if (!top || isBefore(sum, top, brands)) top = sum
  }
  const share = (of: number) => (branded > 0 ? Math.round((of * 10_000) / branded) : -1)
  return {
    path,
    quantity,
    revenue,
    purchases,
    branded,
    topBrand: top ? top.brand : -1,
    topShare: share(top ? top.purchases : 0),
    storeShare: share(store),
    loyalty: loyaltyOf({ branded, maker, store }, rule),
  }
}

/** Of two brands the one taken oftener, then more of, then first by name. */
const isBefore = (one: BrandSum, other: BrandSum, { rank }: Brands) =>
  (other.purchases - one.purchases ||
    other.quantity - one.quantity ||
    (rank[one.brand] as number) - (rank[other.brand] as number)) < 0

/** A percentage with decimals times a whole number is exact only nearly. */
const HAIR = 1e-9

function loyaltyOf(
  { branded, maker, store }: Record<'branded' | 'maker' | 'store', number>,
  { share, leastPurchases }: LoyaltyShares,
): Loyalty {
  if (branded < leastPurchases) return 'unknown'
  const holds = (purchases: number) => purchases * 100 >= share * branded * (1 - HAIR)
  return holds(store) ? 'store_brand' : holds(maker) ? 'brand_loyal' : 'switching'
}
