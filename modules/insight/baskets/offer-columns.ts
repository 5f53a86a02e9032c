import type { MinedShop } from './compute/mine-shop.ts'
import type { Offers } from './compute/offer-products.ts'

/** Some customers' offers side by side, those of a customer one after another; NaN where nothing is known, −1 where no item is. */
export interface OfferColumns {
  customers: Int32Array
  /** Of each customer: how many of the offers are new to them. */
  fresh: Int16Array
  /** Of each offer: whose, counting these customers from 1. */
  places: Int32Array
  items: Int32Array
  chances: Float64Array
  gains: Float64Array
  /** Up to three items that speak for it. */
  because: [Int32Array, Int32Array, Int32Array]
  /** Who bought all of those, and of them who bought the item too. */
  reasonCustomers: Int32Array
  both: Int32Array
  lifts: Float64Array
  times: Int32Array
  /** Days since 1970-01-01. */
  lastDays: Float64Array
}

/** The offers of these places, with the facts of their reasons. */
export function offerColumns(
  mined: MinedShop,
  offers: Offers,
  { from, to }: { from: number; to: number },
): OfferColumns {
  const some = to - from
  const ints = () => new Int32Array(some)
  const columns: OfferColumns = {
    ...byCustomer(offers, from, to),
    items: offers.items.subarray(from, to),
    chances: offers.chances.subarray(from, to).map(threeDigits),
    gains: offers.gains.subarray(from, to).map(Math.round),
    because: [ints().fill(-1), ints().fill(-1), ints().fill(-1)],
    reasonCustomers: ints(),
    both: ints(),
    lifts: new Float64Array(some).fill(Number.NaN),
    times: offers.times.subarray(from, to),
    lastDays: new Float64Array(some).fill(Number.NaN),
  }
  for (let at = 0; at < some; at++) {
    if (offers.isAgain[from + at] === 1) columns.lastDays[at] = offers.lastDays[from + at] as number
    else giveReason(columns, at, mined, offers.links[from + at] as number)
  }
  return columns
}

function byCustomer({ customers, isAgain }: Offers, from: number, to: number) {
  const [seen, fresh] = [[] as number[], [] as number[]]
  const places = new Int32Array(to - from)
  for (let at = from; at < to; at++) {
    if (seen.at(-1) !== customers[at]) {
      seen.push(customers[at] as number)
      fresh.push(0)
    }
    places[at - from] = seen.length
    if (isAgain[at] === 0) (fresh[fresh.length - 1] as number)++
  }
  return { customers: Int32Array.from(seen), fresh: Int16Array.from(fresh), places }
}

function giveReason(columns: OfferColumns, at: number, { links, similar, lately }: MinedShop, link: number): void {
  const item = columns.items[at] as number
  if (link < 0) {
    // Just popular: its buyers of the horizon.
    columns.reasonCustomers[at] = columns.both[at] = lately[item] as number
    return
  }
  const [customers, both] = [links.customers[link] as number, links.both[link] as number]
  const [first, second, third] = columns.because
  first[at] = links.first[link] as number
  second[at] = links.second[link] as number
  third[at] = links.third[link] as number
  columns.reasonCustomers[at] = customers
  columns.both[at] = both
  columns.lifts[at] = threeDigits((both * similar.customers) / (customers * (similar.buyers[item] as number)))
}

/** More would feign a precision that is not there. */
function threeDigits(value: number): number {
  if (!(value > 0)) return value
  const scale = 10 ** (2 - Math.floor(Math.log10(value)))
  return Math.round(value * scale) / scale
}
