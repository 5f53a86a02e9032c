import { dayOfNumber } from '../compute/day-number.ts'
import type { MinedShop } from './compute/mine-shop.ts'
import type { Offers } from './compute/offer-products.ts'
import type { SoldProducts } from './sold-products.ts'

/** An offer as its table has it. */
export interface OfferRow {
  customerId: string
  productId: string
  kind: 'new' | 'again'
  rank: number
  chance: number | null
  gainMicro: number | null
  basis: 'link' | 'popular' | 'bought'
  /** `{id,id}` */
  because: string
  customers: number
  both: number
  lift: number | null
  times: number
  lastDay: string | null
}

/** The offers of these places, with ids for numbers and the facts of their reasons. */
export function offerRows(
  mined: MinedShop,
  offers: Offers,
  { customerIds, products }: SoldProducts,
  { from, to }: { from: number; to: number },
): OfferRow[] {
  const rows: OfferRow[] = []
  for (let at = from; at < to; at++) {
    const [item, isAgain] = [offers.items[at] as number, offers.isAgain[at] === 1]
    const customerId = customerIds[offers.customers[at] as number] ?? ''
    const before = rows.at(-1)
    const kind = isAgain ? 'again' : 'new'
    const [chance, gain] = [offers.chances[at] as number, offers.gains[at] as number]
    rows.push({
      customerId,
      productId: products[item]?.productId ?? '',
      kind,
      rank: before?.customerId === customerId && before.kind === kind ? before.rank + 1 : 1,
      chance: Number.isNaN(chance) ? null : chance,
      gainMicro: Number.isNaN(gain) ? null : Math.round(gain),
      ...(isAgain ? bought(offers, at) : reason(mined, offers.links[at] as number, item, products)),
    })
  }
  return rows
}

type Reason = Pick<OfferRow, 'basis' | 'because' | 'customers' | 'both' | 'lift' | 'times' | 'lastDay'>

const bought = ({ times, lastDays }: Offers, at: number): Reason => ({
  basis: 'bought',
  because: '{}',
  customers: 0,
  both: 0,
  lift: null,
  times: times[at] as number,
  lastDay: dayOfNumber(lastDays[at] as number),
})

function reason(
  { links, similar, lately }: MinedShop,
  link: number,
  item: number,
  products: SoldProducts['products'],
): Reason {
  const never = { times: 0, lastDay: null }
  if (link < 0) {
    const buyers = lately[item] as number
    return { basis: 'popular', because: '{}', customers: buyers, both: buyers, lift: null, ...never }
  }
  const left = [links.first[link], links.second[link], links.third[link]].filter((one) => one !== undefined && one >= 0)
  const [customers, both] = [links.customers[link] as number, links.both[link] as number]
  return {
    basis: 'link',
    because: `{${left.map((one) => products[one as number]?.productId ?? '').join(',')}}`,
    customers,
    both,
    lift: (both * similar.customers) / (customers * (similar.buyers[item] as number)),
    ...never,
  }
}
