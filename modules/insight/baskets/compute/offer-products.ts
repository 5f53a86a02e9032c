import type { Learned } from './learned.ts'
import { MOST_CANDIDATES } from './measure-chances.ts'
import { rebuyShares, rebuysOf } from './rebuys.ts'
import { Scorer } from './scorer.ts'
import { shareAt } from './share-at.ts'
import type { TestedOffers } from './test-offers.ts'

/** What to offer: one entry an offer, customers rising, what is new to them before what they may want again, best first. */
export interface Offers {
  customers: Int32Array
  items: Int32Array
  /** 1: bought before. */
  isAgain: Uint8Array
  /** Chance to be bought within the horizon; NaN: not measured. */
  chances: Float64Array
  /** Chance × margin, in the unit of the margins; NaN: not known. */
  gains: Float64Array
  /** Link of `learned.links` that says most for it; −1: popular, or bought before. */
  links: Int32Array
  /** Of what was bought before: how often, and last when. */
  times: Int32Array
  lastDays: Int32Array
}

export interface OfferLimits {
  /** 1: may be offered. */
  mayOffer: Uint8Array
  /** Margin of one of each item; NaN: not known. */
  margins: Float64Array
}

const FRESH = 5
const AGAIN = 3
/** Margins of fewer items would put the others behind for no reason. */
const LEAST_KNOWN = 0.5

/**
 * Five products new to each customer, of the twenty likeliest those that promise most: chance × margin, where the margin
 * of half the products or more is known (others count with the middle one); and up to three they may want again.
 * Without a test (too little data) it is what is popular, without a chance.
 */
export function offerProducts(
  learned: Learned,
  tested: TestedOffers | null,
  { mayOffer, margins }: OfferLimits,
): Offers {
  const scorer = new Scorer(learned, tested?.weights ?? { links: 0, halfLife: null }, mayOffer)
  const shares = rebuyShares(learned.histories)
  const worth = worthOf(margins, mayOffer)
  const value = (item: number, chance: number) => (worth ? chance * (worth[item] as number) : chance)
  const { starts } = learned.histories
  const offers = new OfferList((starts.length - 1) * (FRESH + AGAIN))
  for (let customer = 0; customer + 1 < starts.length; customer++) {
    if (starts[customer] === starts[customer + 1]) continue
    const fresh = scorer.best(customer, MOST_CANDIDATES).map(({ item, score, link }) => {
      const chance = tested ? shareAt(tested.freshChance, score) : Number.NaN
      return { item, isAgain: 0, chance, order: value(item, chance), link, times: 0, lastDay: 0 }
    })
    const again = rebuysOf(learned.histories, shares, customer, learned.day)
      .filter(({ item }) => mayOffer[item] === 1)
      .map(({ item, score, times, lastDay }) => {
        const chance = tested ? shareAt(tested.againChance, score) : Number.NaN
        return { item, isAgain: 1, chance, order: value(item, chance), link: -1, times, lastDay }
      })
    for (const offer of [...best(fresh, FRESH), ...best(again, AGAIN)]) offers.add(customer, offer, margins)
  }
  return offers.done()
}

interface Offer {
  item: number
  isAgain: number
  chance: number
  order: number
  link: number
  times: number
  lastDay: number
}

/** Columns with room for all, filled one after another: a row of its own for each offer would fill the memory. */
class OfferList {
  readonly #columns: Offers
  #length = 0

  constructor(most: number) {
    const ints = () => new Int32Array(most)
    const floats = () => new Float64Array(most)
    this.#columns = {
      customers: ints(),
      items: ints(),
      isAgain: new Uint8Array(most),
      chances: floats(),
      gains: floats(),
      links: ints(),
      times: ints(),
      lastDays: ints(),
    }
  }

  add(customer: number, { item, isAgain, chance, link, times, lastDay }: Offer, margins: Float64Array): void {
    const [at, to] = [this.#length++, this.#columns]
    to.customers[at] = customer
    to.items[at] = item
    to.isAgain[at] = isAgain
    to.chances[at] = chance
    to.gains[at] = chance * (margins[item] as number)
    to.links[at] = link
    to.times[at] = times
    to.lastDays[at] = lastDay
  }

  done(): Offers {
    const cut = Object.entries(this.#columns).map(([name, column]) => [name, column.slice(0, this.#length)])
    return Object.fromEntries(cut) as Offers
  }
}

// What has no order keeps the one it came in, by score.
const best = (entries: Offer[], most: number) =>
  entries.sort((a, b) => (Number.isNaN(a.order) ? 0 : b.order - a.order)).slice(0, most)

/** What one of each is worth, unknown ones as the middle of the known; null where too few are known. */
function worthOf(margins: Float64Array, mayOffer: Uint8Array): Float64Array | null {
  const offered = margins.filter((_, item) => mayOffer[item] === 1)
  const known = offered.filter((margin) => !Number.isNaN(margin)).sort()
  if (known.length === 0 || known.length < offered.length * LEAST_KNOWN) return null
  const middle = known[known.length >> 1] as number
  return margins.map((margin) => (Number.isNaN(margin) ? middle : margin))
}
