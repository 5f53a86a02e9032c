import type { Histories } from './histories.ts'

/** Something a customer has bought and others buy again. */
export interface Rebuy {
  item: number
  score: number
  times: number
  lastDay: number
}

/** Fewer than so many of its buyers came back for it: a thing bought once. */
const LEAST_SHARE = 0.05
const LEAST_CUSTOMERS = 3
const HALF_LIFE_DAYS = 180

/** Share of each item's buyers who bought it again; 0 where it is a thing bought once. */
export function rebuyShares({ items, times, itemCount }: Histories): Float64Array {
  const [buyers, again] = [new Float64Array(itemCount), new Float64Array(itemCount)]
  items.forEach((item, at) => {
    buyers[item] = (buyers[item] as number) + 1
    if ((times[at] as number) > 1) again[item] = (again[item] as number) + 1
  })
  return again.map((count, item) => {
    const share = count / Math.max(1, buyers[item] as number)
    return count >= LEAST_CUSTOMERS && share >= LEAST_SHARE ? share : 0
  })
}

/** What a customer may want again, best first: by how often and how lately they bought it, and how many come back for it. */
export function rebuysOf(histories: Histories, shares: Float64Array, customer: number, day: number): Rebuy[] {
  const found: Rebuy[] = []
  for (let at = histories.starts[customer] as number; at < (histories.starts[customer + 1] as number); at++) {
    const item = histories.items[at] as number
    const share = shares[item] as number
    if (share === 0) continue
    const [times, lastDay] = [histories.times[at] as number, histories.lastDays[at] as number]
    found.push({ item, times, lastDay, score: share * times * 0.5 ** ((day - lastDay) / HALF_LIFE_DAYS) })
  }
  return found.sort((a, b) => b.score - a.score || a.item - b.item)
}
