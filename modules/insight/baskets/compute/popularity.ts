import type { Histories } from './histories.ts'

/** How much the whole past weighs beside the latest time. */
const PAST = 0.02

/** Share of customers who bought each item lately, with a little of all time so that nothing sold is impossible. */
export function popularity(lately: Histories, ever: Histories): Float64Array {
  const share = new Float64Array(ever.itemCount)
  for (const item of lately.items) share[item] = (share[item] as number) + 1
  for (const item of ever.items) share[item] = (share[item] as number) + PAST
  const customers = ever.starts.reduce((sum, start, at) => sum + (start < (ever.starts[at + 1] ?? start) ? 1 : 0), 0)
  return share.map((value) => value / Math.max(1, customers))
}
