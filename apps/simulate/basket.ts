import type { Buyer, Need } from './buyer.ts'
import { population } from './buyer.ts'
import type { Product } from './catalogue.ts'
import type { Random } from './random.ts'
import { seasonFactor } from './season-factor.ts'
import type { Shop } from './shop.ts'

export type Choice = { product: Product; quantity: number }

const MICRO = 1_000_000

function chooseProduct(
  shop: Shop,
  buyer: Buyer,
  category: number,
  budget: number,
  random: Random,
): Product | undefined {
  const brands = shop.categories[category]?.brands ?? []
  const usual = buyer.loyalty === 'store-brand' ? 2 : buyer.favouriteBrand
  const brand = buyer.loyalty === 'switching' || random.chance(0.12) ? random.whole(0, 2) : usual
  const packs = brands[brand] ?? []
  let fit = 0
  while (fit + 1 < packs.length && (packs[fit + 1]?.priceMicro ?? 0) <= budget) fit++
  return packs[random.chance(buyer.bigPackShare) ? fit : random.whole(0, fit)]
}

function mostUrgent(buyer: Buyer, taken: ReadonlySet<number>): Need | undefined {
  let urgent: Need | undefined
  for (const need of buyer.needs) {
    if (!taken.has(need.category) && (urgent === undefined || need.stockUntil < urgent.stockUntil)) urgent = need
  }
  return urgent
}

/** What was bought lasts: packs × days per pack, quicker in season, with the category's own regularity. */
function fillStock(shop: Shop, buyer: Buyer, choice: Choice, day: number, random: Random): void {
  const need = buyer.needs.find((entry) => entry.category === choice.product.categoryIndex)
  const plan = shop.categories[choice.product.categoryIndex]?.plan
  if (need === undefined || plan === undefined) return
  const pace = Math.max(0.3, seasonFactor(plan.season, shop.calendar.month[day] ?? 0))
  const days = choice.quantity * choice.product.pack * (need.daysPerPack / pace)
  need.stockUntil = Math.max(day, need.stockUntil) + days * random.gamma(plan.regularity, plan.regularity)
}

/**
 * One order's content: first what the household has run out of, then what the season suggests, until the amount the
 * customer set out to spend is reached; the true co-purchase rules add their goods on top. Moves the household's stock.
 */
export function fillBasket(shop: Shop, buyer: Buyer, day: number, random: Random): Choice[] {
  const { withinShape } = population.basket
  let budget = buyer.meanBasket * random.gamma(withinShape, withinShape) * MICRO
  const soon = day + Math.min(14, 0.3 / buyer.ratePerDay)
  const due = buyer.needs.reduce((count, need) => count + (need.stockUntil <= soon ? 1 : 0), 0)
  const lines = Math.max(1 + Math.min(4, Math.floor(random.exponential(1.6))), Math.min(due, 3))
  const season = shop.monthWeights[shop.calendar.month[day] ?? 0] ?? shop.weights
  const most = buyer.business ? 60 : 9
  const choices: Choice[] = []
  const taken = new Set<number>()
  const add = (category: number, share: number) => {
    const product = chooseProduct(shop, buyer, category, share, random)
    if (product === undefined) return
    taken.add(category)
    const choice = { product, quantity: Math.max(1, Math.min(most, Math.round(share / product.priceMicro))) }
    choices.push(choice)
    budget -= choice.quantity * product.priceMicro
    fillStock(shop, buyer, choice, day, random)
    for (const rule of shop.rules[category] ?? []) {
      if (!taken.has(rule.added) && random.chance(rule.probability)) add(rule.added, 0)
    }
  }
  for (let left = lines; left > 0 && (budget > 0 || choices.length === 0); left--) {
    const need = mostUrgent(buyer, taken)
    const category = need !== undefined && need.stockUntil <= soon ? need.category : random.weighted(season)
    if (!taken.has(category)) add(category, budget / left)
  }
  return choices
}
