import type { Histories } from './histories.ts'

/** Customers who bought all on the left of a rule, and those of them who bought the right too. */
export interface RuleCustomers {
  customers: Int32Array
  both: Int32Array
}

interface Sides {
  left: readonly number[]
  right: number
}

/** Counts rules in customers instead of baskets: not only what was bought together, but what the same people bought. */
export function countRuleCustomers({ starts, items, itemCount }: Histories, rules: readonly Sides[]): RuleCustomers {
  const buyers = new Int32Array(itemCount)
  for (const item of items) buyers[item] = (buyers[item] as number) + 1
  const counted = { customers: new Int32Array(rules.length), both: new Int32Array(rules.length) }
  // Under the item that fewest bought, so that a rule is looked at where it is likely to hold.
  const under = Map.groupBy(rules.keys(), (rule) => rarest(rules[rule]?.left ?? [], buyers))
  const ownedBy = new Int32Array(itemCount).fill(-1)
  for (let customer = 0; customer + 1 < starts.length; customer++) {
    const own = items.subarray(starts[customer], starts[customer + 1])
    for (const item of own) ownedBy[item] = customer
    const has = (item: number) => ownedBy[item] === customer
    for (const item of own) {
      for (const rule of under.get(item) ?? []) {
        const { left, right } = rules[rule] as Sides
        if (!left.every(has)) continue
        counted.customers[rule] = (counted.customers[rule] as number) + 1
        if (has(right)) counted.both[rule] = (counted.both[rule] as number) + 1
      }
    }
  }
  return counted
}

const rarest = (items: readonly number[], buyers: Int32Array) =>
  items.reduce((least, item) => ((buyers[item] as number) < (buyers[least] as number) ? item : least), items[0] ?? -1)
