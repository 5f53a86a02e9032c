import { population } from './buyer.ts'
import { type CustomerTruth, customerTruth } from './customer-truth.ts'
import type { Life } from './life.ts'
import { mishaps } from './make-orders.ts'
import { moneyOfCountry } from './money-of-country.ts'
import type { Shop } from './shop.ts'
import { Totals } from './totals.ts'
import { trueRules } from './true-rules.ts'

const MOST_CUSTOMERS = 10_000

/** The share of all revenue that the best fifth of the buyers brings. */
function topFifthShare(revenue: Float64Array): number {
  const sorted = revenue
    .filter((value) => value > 0)
    .sort()
    .reverse()
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  const all = sum(sorted)
  return all === 0 ? 0 : Math.round((sum(sorted.subarray(0, Math.ceil(sorted.length / 5))) / all) * 10_000) / 10_000
}

/** Gathers, life by life, what `truth.json` says; memory grows by eight bytes a customer beside the sample. */
export class Truth {
  totals = new Totals()
  #shop: Shop
  #step: number
  #sample: CustomerTruth[] = []
  #duplicates: [string, string][] = []
  #mistakes: string[] = []
  #revenue: Float64Array
  // What baskets brought against what was set out to be spent: households, then companies, whose prices differ.
  #brought = [0, 0]
  #planned = [0, 0]

  constructor(shop: Shop) {
    this.#shop = shop
    this.#step = Math.ceil(shop.plan.customers / MOST_CUSTOMERS)
    this.#revenue = new Float64Array(shop.plan.customers)
  }

  add(life: Life): void {
    const { person, buyer, orders } = life
    const net = this.totals.add(life) / 1_000_000
    const perYuan = this.#shop.plan.localCurrencies ? moneyOfCountry[person.country].perYuan : 10_000
    const yuan = (net * 10_000) / perYuan
    const group = buyer.business ? 1 : 0
    this.#revenue[person.index] = yuan
    this.#brought[group] = (this.#brought[group] ?? 0) + yuan
    const sales = orders.reduce((count, order) => count + (order.kind === 'sale' ? 1 : 0), 0)
    this.#planned[group] = (this.#planned[group] ?? 0) + sales * buyer.meanBasket
    if (person.twin !== undefined) this.#duplicates.push([person.ref, person.twin.ref])
    if (orders.some((order) => order.lines.some((line) => line.quantity >= 2400))) this.#mistakes.push(person.ref)
    if (person.index % this.#step === 0) this.#sample.push(customerTruth(this.#shop, life))
  }

  report(rows: Record<string, number>) {
    const { firstDay, lastDay, lastNewDay, ...options } = this.#shop.plan
    const ratios = this.#brought.map((brought, group) => {
      const planned = this.#planned[group] ?? 0
      return planned === 0 ? 1 : Math.round((brought / planned) * 10_000) / 10_000
    })
    for (const customer of this.#sample) {
      const revenue = customer.expectedRevenueYuan * (ratios[customer.business ? 1 : 0] ?? 1)
      customer.expectedRevenueYuan = Math.round(revenue * 100) / 100
    }
    return {
      notes: {
        discount: 'Column discount is off the whole line: a line brings quantity × unit_price − discount.',
        status:
          'Rows of status cancelled bring nothing. Returns are rows with a negative quantity: credit notes (status returned) or lines of a later order.',
        days: 'Times are UTC+8. arrivesOn and leavesOn count days from the first day of the data.',
        expected:
          'expectedOrders and expectedRevenueYuan: the next 365 days after the last day, given the true parameters and whether they are still alive; revenue after discounts, cancellations and returns.',
        favouriteBrand:
          'Number behind the dash of a SKU; 3 is the store brand. Brand-loyal and store-brand customers keep to theirs in 88 of 100 lines and take any of the three otherwise.',
      },
      options,
      population,
      mishaps,
      rules: trueRules.map(({ bought, added, probability }) => ({
        bought: this.#nameOf(bought),
        added: this.#nameOf(added),
        probability,
      })),
      perYuan: options.localCurrencies ? moneyOfCountry : undefined,
      rows,
      totals: this.totals.report(),
      topFifthShare: topFifthShare(this.#revenue),
      basketBrings: { household: ratios[0], company: ratios[1] },
      cancelledMistakes: this.#mistakes,
      duplicates: this.#duplicates,
      sampledCustomers: { every: this.#step, of: options.customers, listed: this.#sample.length },
      customers: this.#sample,
    }
  }

  #nameOf(code: string): string {
    return this.#shop.categories.find((category) => category.plan.code === code)?.name ?? code
  }
}
