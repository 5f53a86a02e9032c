import type { Histories } from './histories.ts'

/** What a customer bought later: everything, and what they had not bought before, in no pack. */
export interface Wanted {
  customer: number
  all: ReadonlySet<number>
  fresh: ReadonlySet<number>
}

export function wantedBy(customer: number, past: Histories, future: Histories, goodsOf?: Int32Array): Wanted {
  const goods = (item: number) => goodsOf?.[item] ?? item
  const all = new Set(future.items.subarray(future.starts[customer], future.starts[customer + 1]))
  const had = new Set([...past.items.subarray(past.starts[customer], past.starts[customer + 1])].map(goods))
  return { customer, all, fresh: new Set([...all].filter((item) => !had.has(goods(item)))) }
}
