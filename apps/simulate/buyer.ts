import type { Category } from './catalogue.ts'
import { Random } from './random.ts'
import type { ShopPlan } from './simulate-options.ts'

export type Loyalty = 'brand-loyal' | 'store-brand' | 'switching'

export type Need = {
  category: number /** Days one pack lasts this household. */
  daysPerPack: number
  stockUntil: number
}

/** The true parameters of one customer. */
export type Buyer = {
  /** Days after the first day of the data on which they arrive. */
  arrivesOn: number
  everBuys: boolean
  /** Orders per day while alive (Gamma over customers). */
  ratePerDay: number
  /** Gamma shape of the gaps between orders: 1 is a Poisson process. */
  regularity: number
  /** Hazard of leaving for good, per day (Gamma over customers). */
  dropoutPerDay: number
  leavesOn: number
  /** Mean amount they set out to spend on an order, in yuan (inverse Gamma over customers). */
  meanBasket: number
  loyalty: Loyalty
  /** For brand-loyal customers, the maker they keep to. */
  favouriteBrand: number
  /** How gladly they take the greater pack. */
  bigPackShare: number
  business: boolean
  needs: Need[]
}

/** What all customers are drawn from; written to truth.json. */
export const population = {
  neverBuys: 0.06,
  rate: { shape: 0.95, meanPerYear: 10.7 },
  dropout: { shape: 1.3, meanPerYear: 0.62 },
  regularity: { shapes: [1, 1, 1, 2, 4] },
  basket: { withinShape: 5, betweenShape: 4, meanYuan: 118, businessFactor: 5 },
  loyalty: { 'brand-loyal': 0.35, 'store-brand': 0.2, switching: 0.45 },
  arrival: { growth: 0.9 },
}

/** Arrival density rises linearly by `growth` over the range (inverse of its distribution function). */
function arrival(plan: ShopPlan, random: Random): number {
  const g = population.arrival.growth
  const share = (Math.sqrt(1 + 2 * g * random.next() * (1 + g / 2)) - 1) / g
  return Math.min(share, 0.999999) * (plan.lastNewDay - plan.firstDay + 1)
}

function makeNeeds(
  categories: readonly Category[],
  weights: readonly number[],
  arrivesOn: number,
  random: Random,
): Need[] {
  const chosen = new Set<number>()
  const wanted = 2 + random.poisson(2.5)
  for (let i = 0; i < wanted; i++) chosen.add(random.weighted(weights))
  return [...chosen].map((category) => {
    const daysPerPack = (categories[category]?.plan.days ?? 30) / random.gamma(4, 4)
    return {
      category,
      daysPerPack: Math.min(daysPerPack, 400),
      stockUntil: arrivesOn + daysPerPack * random.next() - 3,
    }
  })
}

/** Draws the true parameters of customer `index`. `weights` are the running category weights. */
export function makeBuyer(
  plan: ShopPlan,
  index: number,
  business: boolean,
  categories: readonly Category[],
  weights: readonly number[],
): Buyer {
  const random = new Random(plan.seed, 31, index)
  const { rate, dropout, basket, loyalty } = population
  const arrivesOn = arrival(plan, random)
  const dropoutPerDay = random.gamma(dropout.shape, (dropout.shape / dropout.meanPerYear) * 365)
  const draw = random.next()
  const scale = (plan.ordersPerCustomer / 10) * rate.meanPerYear
  return {
    arrivesOn,
    everBuys: !random.chance(population.neverBuys),
    ratePerDay: random.gamma(rate.shape, (rate.shape / scale) * 365),
    regularity: random.pick(population.regularity.shapes),
    dropoutPerDay,
    leavesOn: arrivesOn + random.exponential(dropoutPerDay),
    meanBasket:
      ((basket.meanYuan * (basket.betweenShape - 1)) / random.gamma(basket.betweenShape, 1)) *
      (business ? basket.businessFactor : 1),
    loyalty:
      draw < loyalty['brand-loyal'] ? 'brand-loyal' : draw > 1 - loyalty['store-brand'] ? 'store-brand' : 'switching',
    favouriteBrand: random.chance(0.6) ? 0 : 1,
    bigPackShare: random.next() * 0.8,
    business,
    needs: makeNeeds(categories, weights, arrivesOn, random),
  }
}
