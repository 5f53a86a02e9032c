import { countRuleCustomers } from './count-rule-customers.ts'
import type { Rule } from './find-rules.ts'
import type { Histories } from './histories.ts'
import type { SimilarItems } from './similar-items.ts'

/**
 * What having bought something says about something else, counted in customers: who bought the first side, one to three
 * items, and how many of them bought `right` too. Item i has the links from `starts[i]` up to, not including, `starts[i + 1]`.
 */
export interface Links {
  starts: Int32Array
  first: Int32Array
  /** What must have been bought as well; −1: nothing more. */
  second: Int32Array
  third: Int32Array
  right: Int32Array
  customers: Int32Array
  both: Int32Array
  /** Logarithm of the lift, drawn towards 0 where few customers speak for it. */
  strength: Float64Array
}

type Link = Record<'first' | 'second' | 'third' | 'right' | 'customers' | 'both', number>

/** Customers that a lift must outweigh. */
const PRIOR = 3
const LEAST_BOTH = 3
/** Items on the left of a link. */
const MOST = 3

/** Links from pairs of similar items, and from rules with several items on the left, counted anew in customers. */
export function linksOf(histories: Histories, similar: SimilarItems, rules: readonly Rule[]): Links {
  const links: Link[] = ofRules(histories, similar, rules)
  for (let first = 0; first < histories.itemCount; first++) {
    for (let at = similar.starts[first] as number; at < (similar.starts[first + 1] as number); at++) {
      const [right, both] = [similar.items[at] as number, similar.both[at] as number]
      links.push({ first, second: -1, third: -1, right, customers: similar.buyers[first] as number, both })
    }
  }
  return arranged(links, similar)
}

function ofRules(histories: Histories, { buyers, customers: all }: SimilarItems, rules: readonly Rule[]): Link[] {
  const combined = rules.filter((rule) => rule.left.length > 1 && rule.left.length <= MOST)
  const counted = countRuleCustomers(histories, combined)
  return combined.flatMap((rule, at) => {
    const [customers, both] = [counted.customers[at] as number, counted.both[at] as number]
    if (both < LEAST_BOTH || both * all <= customers * (buyers[rule.right] as number)) return []
    const [first = -1, second = -1, third = -1] = rule.left
    return [{ first, second, third, right: rule.right, customers, both }]
  })
}

function arranged(links: Link[], { buyers, customers: all }: SimilarItems): Links {
  links.sort((a, b) => a.first - b.first)
  const starts = new Int32Array(buyers.length + 1)
  for (const { first } of links) starts[first + 1] = (starts[first + 1] as number) + 1
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number)
  const column = (name: keyof Link) => Int32Array.from(links, (link) => link[name])
  return {
    starts,
    first: column('first'),
    second: column('second'),
    third: column('third'),
    right: column('right'),
    customers: column('customers'),
    both: column('both'),
    strength: Float64Array.from(links, ({ right, customers, both }) =>
      Math.log((both + PRIOR) / ((customers * (buyers[right] as number)) / all + PRIOR)),
    ),
  }
}
