import { IntList } from './int-list.ts'
import type { ShopBaskets } from './shop-baskets.ts'

/** What each customer bought: customer c has the entries from `starts[c]` up to, not including, `starts[c + 1]`. */
export interface Histories {
  starts: Int32Array
  /** Each once a customer. */
  items: Int32Array
  /** In how many baskets. */
  times: Int32Array
  lastDays: Int32Array
  itemCount: number
}

/** What each customer bought in baskets of the days `from` … `to`. Baskets of nobody known are left out. */
export function historiesOf(shop: ShopBaskets, from: number, to: number): Histories {
  const starts = new Int32Array(shop.customerCount + 1)
  const [items, times, lastDays] = [new IntList(), new IntList(), new IntList()]
  const [timesOf, lastOf] = [new Int32Array(shop.itemCount), new Int32Array(shop.itemCount)]
  let own: number[] = []
  const close = (customer: number) => {
    for (const item of own) {
      items.push(item)
      times.push(timesOf[item] as number)
      lastDays.push(lastOf[item] as number)
      timesOf[item] = 0
    }
    own = []
    starts[customer + 1] = items.length
  }
  let customer = -1
  for (let basket = 0; basket < shop.days.length; basket++) {
    const [buyer, day] = [shop.buyers[basket] as number, shop.days[basket] as number]
    if (buyer < 0 || day < from || day > to) continue
    if (buyer !== customer && customer >= 0) close(customer)
    customer = buyer
    for (let at = shop.starts[basket] as number; at < (shop.starts[basket + 1] as number); at++) {
      const item = shop.items[at] as number
      if (timesOf[item] === 0) {
        own.push(item)
        lastOf[item] = day
      }
      timesOf[item] = (timesOf[item] as number) + 1
      lastOf[item] = Math.max(lastOf[item] as number, day)
    }
  }
  if (customer >= 0) close(customer)
  // Who bought nothing in this time begins and ends where the one before ends.
  for (let at = 1; at < starts.length; at++) starts[at] = Math.max(starts[at] as number, starts[at - 1] as number)
  return { starts, items: items.done(), times: times.done(), lastDays: lastDays.done(), itemCount: shop.itemCount }
}
