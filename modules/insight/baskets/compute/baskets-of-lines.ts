import type { SalesLines } from '../../compute/sales-lines.ts'
import { IntList } from './int-list.ts'
import type { ShopBaskets } from './shop-baskets.ts'

interface Options {
  /** First and last day. */
  from: number
  to: number
  customers: number
  /** Of each product: 1 where it has a record; others are left out. */
  isKnown: Uint8Array
}

/** Priced lines of sales as baskets: one an order, those of a customer together, anonymous ones first. */
export function basketsOfLines(lines: SalesLines, { from, to, customers, isKnown }: Options): ShopBaskets {
  const { customer, order, day, product } = lines
  const places = byCustomer(lines, customers, (line) => {
    const item = product[line] as number
    const isBought = lines.isPriced[line] === 1 && (lines.quantity[line] as number) > 0
    return isBought && item >= 0 && isKnown[item] === 1 && (day[line] as number) >= from && (day[line] as number) <= to
  })
  const [starts, items, days, buyers] = [new IntList(), new IntList(), new IntList(), new IntList()]
  let begun = 0
  for (let at = 0; at < places.length; at++) {
    const line = places[at] as number
    const before = places[at - 1]
    const isSame =
      before !== undefined &&
      customer[before] === customer[line] &&
      day[before] === day[line] &&
      order[before] === order[line]
    if (!isSame) {
      begun = items.length
      starts.push(begun)
      days.push(day[line] as number)
      buyers.push(customer[line] as number)
    }
    items.pushOnce(product[line] as number, begun)
  }
  starts.push(items.length)
  return {
    starts: starts.done(),
    items: items.done(),
    days: days.done(),
    buyers: buyers.done(),
    itemCount: isKnown.length,
    customerCount: customers,
  }
}

/** Places of the wanted lines, those of a customer together (counting sort), then by day, order and product. */
function byCustomer(lines: SalesLines, customers: number, isWanted: (line: number) => boolean): Int32Array {
  const starts = new Int32Array(customers + 2)
  const wanted = new IntList()
  for (let line = 0; line < lines.day.length; line++) {
    if (!isWanted(line)) continue
    wanted.push(line)
    ;(starts[(lines.customer[line] as number) + 2] as number)++
  }
  for (let at = 1; at < starts.length; at++) (starts[at] as number) += starts[at - 1] as number
  const next = starts.slice()
  const places = new Int32Array(wanted.length)
  for (const line of wanted.done()) {
    const group = (lines.customer[line] as number) + 1
    places[next[group] as number] = line
    ;(next[group] as number)++
  }
  const { day, order, product } = lines
  const compare = (a: number, b: number) =>
    (day[a] as number) - (day[b] as number) ||
    (order[a] as number) - (order[b] as number) ||
    (product[a] as number) - (product[b] as number)
  for (let group = 0; group <= customers; group++)
    places.subarray(starts[group] as number, starts[group + 1] as number).sort(compare)
  return places
}
