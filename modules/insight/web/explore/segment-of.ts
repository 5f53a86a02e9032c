import type { Filter, Query } from '../../explore/contract.ts'
import { daysOfKey } from '../../explore/key-rules.ts'

/** Said of the customer by fields of their own. */
const FIELDS: Partial<Record<Filter['dimension'], string>> = {
  class: 'class',
  recencyScore: 'recencyScore',
  frequencyScore: 'frequencyScore',
  moneyScore: 'moneyScore',
  tag: 'tags',
}
const NUMBERS = new Set(['recencyScore', 'frequencyScore', 'moneyScore'])
const GOODS: Partial<Record<Filter['dimension'], 'category' | 'sku' | 'brand'>> = {
  category1: 'category',
  category2: 'category',
  category3: 'category',
  product: 'sku',
  brand: 'brand',
}

interface Days {
  from: string
  to: string
}

/**
 * The condition of a segment that holds who is behind a figure, as the segment editor reads it; null where the language of
 * segments can't say it (channels, hours, several goods, who is not something).
 */
export function segmentOf(query: Query, days: Days): object | null {
  if (query.kind !== 'cube' || query.measure === 'returns' || query.measure === 'returnedAmount') return null
  let within: Days = days
  const goods: Record<string, string> = {}
  const leaves: object[] = []
  for (const filter of query.filters) {
    const said = sayFilter(filter)
    if (said === null) return null
    if ('days' in said) within = meet(within, said.days)
    else if ('goods' in said) {
      const known = goods[said.goods]
      // A category below another says both.
      if (known !== undefined && !said.key.startsWith(`${known}/`) && said.key !== known) return null
      goods[said.goods] = said.key
    } else leaves.push(said.leaf)
  }
  if (Object.keys(goods).length > 1 || within.from > within.to) return null
  const bought = { bought: { ...goods, measure: 'times', compare: 'atLeast', value: '1', within } }
  if (query.measure !== 'newCustomers') return { all: [bought, ...leaves] }
  const first = { field: 'firstOrder', op: 'between', value: [within.from, within.to] }
  return { all: [first, ...(Object.keys(goods).length > 0 ? [bought] : []), ...leaves] }
}

/** In whom the segment of a figure may differ from those behind it; null: they are the same. */
export function segmentDiffers({ measure, filters }: Query): 'onlyReturned' | 'tookBack' | 'laterOrder' | null {
  if (measure === 'orders') return null
  if (measure === 'customers') return 'tookBack'
  if (measure !== 'newCustomers') return 'onlyReturned'
  return filters.some(({ dimension }) => GOODS[dimension]) ? 'laterOrder' : null
}

type Said = { days: Days } | { goods: string; key: string } | { leaf: object }

function sayFilter(filter: Filter): Said | null {
  if (!('in' in filter) || filter.in.includes('')) return null
  const { dimension } = filter
  const [key = ''] = filter.in
  const isOne = filter.in.length === 1
  const field = FIELDS[dimension]
  if (field) {
    const value = NUMBERS.has(dimension) ? filter.in.map(Number) : filter.in
    return { leaf: { field, op: dimension === 'tag' ? 'any' : 'is', value } }
  }
  if (dimension === 'segment' && isOne) return { leaf: { segment: Number(key) } }
  const good = GOODS[dimension]
  if (good) return isOne ? { goods: good, key } : null
  if (dimension === 'cohort' && isOne) {
    const month = daysOfKey('month', key)
    return month && { leaf: { field: 'firstOrder', op: 'between', value: [month.from, month.to] } }
  }
  if (dimension === 'customerRegion' || dimension === 'customerCountry')
    return { leaf: { field: 'region', op: 'is', value: filter.in } }
  const days = isOne ? daysOfKey(dimension, key) : null
  return days && { days }
}

/** Days as text sort as they follow each other. */
function meet(one: Days, other: Days): Days {
  const [, from = one.from] = [one.from, other.from].sort()
  const [to = one.to] = [one.to, other.to].sort()
  return { from, to }
}
