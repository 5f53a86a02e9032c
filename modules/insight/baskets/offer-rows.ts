import type { MinedShop } from './compute/mine-shop.ts'
import type { Offers } from './compute/offer-products.ts'
import type { SoldProduct } from './sold-products.ts'

/** An offer as its table has it; NaN where nothing is known. */
export interface OfferRow {
  customer: number
  product: number
  kind: 'new' | 'again'
  rank: number
  chance: number
  gainMicro: number
  basis: 'link' | 'popular' | 'bought'
  /** `{id,id}` */
  because: string
  customers: number
  both: number
  lift: number
  times: number
  /** Days since 1970-01-01. */
  lastDay: number
}

/** The offers of these places, with the facts of their reasons. */
export function offerRows(
  mined: MinedShop,
  offers: Offers,
  products: readonly SoldProduct[],
  { from, to }: { from: number; to: number },
): OfferRow[] {
  const rows: OfferRow[] = []
  for (let at = from; at < to; at++) {
    const [item, isAgain] = [offers.items[at] as number, offers.isAgain[at] === 1]
    const customer = offers.customers[at] as number
    const before = rows.at(-1)
    const kind = isAgain ? 'again' : 'new'
    const [chance, gain] = [offers.chances[at] as number, offers.gains[at] as number]
    rows.push({
      customer,
      product: item,
      kind,
      rank: before?.customer === customer && before.kind === kind ? before.rank + 1 : 1,
      chance: threeDigits(chance),
      gainMicro: Math.round(gain),
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
  lift: Number.NaN,
  times: times[at] as number,
  lastDay: lastDays[at] as number,
})

function reason(
  { links, similar, lately }: MinedShop,
  link: number,
  item: number,
  products: readonly SoldProduct[],
): Reason {
  const never = { times: 0, lastDay: Number.NaN }
  if (link < 0) {
    const buyers = lately[item] as number
    return { basis: 'popular', because: '{}', customers: buyers, both: buyers, lift: Number.NaN, ...never }
  }
  const left = [links.first[link], links.second[link], links.third[link]].filter((one) => one !== undefined && one >= 0)
  const [customers, both] = [links.customers[link] as number, links.both[link] as number]
  return {
    basis: 'link',
    because: `{${left.map((one) => products[one as number]?.productId ?? '').join(',')}}`,
    customers,
    both,
    lift: threeDigits((both * similar.customers) / (customers * (similar.buyers[item] as number))),
    ...never,
  }
}

/** More would feign a precision that is not there, and would write every row anew each night. */
const threeDigits = (value: number) => Number(value.toPrecision(3))
