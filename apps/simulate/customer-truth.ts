import type { Life } from './life.ts'
import type { Shop } from './shop.ts'

const HORIZON = 365

export type CustomerTruth = {
  ref: string
  ratePerDay: number
  regularity: number
  dropoutPerDay: number
  arrivesOn: number
  leavesOn: number
  aliveAtEnd: boolean
  meanBasketYuan: number
  business: boolean
  loyalty: string
  favouriteBrand: string
  needs: { category: string; daysPerPack: number }[]
  orders: number
  expectedOrders: number
  expectedRevenueYuan: number
}

const round = (value: number, places = 6) => Number(value.toFixed(places))

/**
 * What is true of one customer. Those still alive at the end are expected to place rate · (1 − e^(−μH)) ÷ μ more orders in
 * H = 365 days (Pareto/NBD, given that they are alive; for regular buyers the long-run mean).
 * `expectedRevenueYuan` is that times the mean basket; the caller scales it by what a basket really brings.
 */
export function customerTruth(shop: Shop, { person, buyer, orders }: Life): CustomerTruth {
  const lastDay = shop.plan.lastDay - shop.plan.firstDay + 1
  const aliveAtEnd = buyer.everBuys && buyer.leavesOn > lastDay
  const { ratePerDay, dropoutPerDay, meanBasket, loyalty } = buyer
  const expectedOrders = aliveAtEnd ? (ratePerDay * -Math.expm1(-dropoutPerDay * HORIZON)) / dropoutPerDay : 0
  return {
    ref: person.ref,
    ratePerDay: buyer.everBuys ? round(ratePerDay, 8) : 0,
    regularity: buyer.regularity,
    dropoutPerDay: round(dropoutPerDay, 8),
    arrivesOn: round(buyer.arrivesOn, 3),
    leavesOn: round(buyer.leavesOn, 3),
    aliveAtEnd,
    meanBasketYuan: round(meanBasket, 2),
    business: buyer.business,
    loyalty,
    favouriteBrand: loyalty === 'brand-loyal' ? String(buyer.favouriteBrand + 1) : loyalty === 'store-brand' ? '3' : '',
    needs: buyer.needs.map(({ category, daysPerPack }) => ({
      category: shop.categories[category]?.name ?? '',
      daysPerPack: round(daysPerPack, 2),
    })),
    orders: orders.length,
    expectedOrders: round(expectedOrders),
    expectedRevenueYuan: expectedOrders * meanBasket,
  }
}
