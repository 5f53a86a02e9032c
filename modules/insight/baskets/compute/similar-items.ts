import type { Histories } from './histories.ts'
import { logLikelihoodRatio } from './log-likelihood-ratio.ts'

/** Of each item those that the same customers bought, the most similar first: item i has the entries from `starts[i]` up to, not including, `starts[i + 1]`. */
export interface SimilarItems {
  starts: Int32Array
  items: Int32Array
  /** Customers who bought both. */
  both: Int32Array
  similarity: Float64Array
  /** Customers who bought each item. */
  buyers: Int32Array
  /** Customers who bought anything. */
  customers: number
}

/** Pairs of a customer with thousands of goods, a dealer perhaps, say little and cost the square: the newest count. */
const MOST_OF_ONE = 300
/** Two who bought both may be one household. */
const LEAST_BOTH = 3
/** Customers whose like must be seen before half of a cosine is believed. */
const SHRINKAGE = 10

/**
 * Which items the same customers bought more often than chance would have it: cosine of the sets of buyers, shrunk by
 * both ÷ (both + 10) (Sarwar et al. 2001, WWW10, section 3.1; Koren 2008, KDD, section 2.2), among pairs whose log-likelihood ratio exceeds
 * 2 ln(number of pairs), so that chance brings less than one pair in all. At most `keep` an item.
 */
export function similarItems(histories: Histories, keep: number): SimilarItems {
  const { itemCount } = histories
  const newest = newestOf(histories)
  const buyers = new Int32Array(itemCount)
  for (const item of newest.items) buyers[item] = (buyers[item] as number) + 1
  const customers = newest.starts.reduce(
    (sum, start, at) => sum + (start < (newest.starts[at + 1] ?? start) ? 1 : 0),
    0,
  )
  const bought = buyers.reduce((sum, count) => sum + (count >= LEAST_BOTH ? 1 : 0), 0)
  const clear = 2 * Math.log(Math.max(2, (bought * (bought - 1)) / 2))
  const found: Found = { starts: new Int32Array(itemCount + 1), items: [], both: [], similarity: [] }
  const { starts: buyerStarts, customers: buyerList } = buyersOf(newest, buyers)
  const row = new Int32Array(itemCount)
  for (let item = 0; item < itemCount; item++) {
    const touched = count(
      row,
      buyerList.subarray(buyerStarts[item], buyerStarts[item + 1]),
      newest,
      buyers[item] as number,
    )
    const near = touched.flatMap((other) => {
      const table = {
        all: customers,
        first: buyers[item] as number,
        second: buyers[other] as number,
        both: row[other] as number,
      }
      row[other] = 0
      if (other === item || table.both < LEAST_BOTH || table.both * customers <= table.first * table.second) return []
      if (logLikelihoodRatio(table) < clear) return []
      const cosine = table.both / Math.sqrt(table.first * table.second)
      return [{ other, both: table.both, similarity: (cosine * table.both) / (table.both + SHRINKAGE) }]
    })
    near.sort((a, b) => b.similarity - a.similarity || a.other - b.other)
    for (const { other, both, similarity } of near.slice(0, keep)) {
      found.items.push(other)
      found.both.push(both)
      found.similarity.push(similarity)
    }
    found.starts[item + 1] = found.items.length
  }
  return {
    starts: found.starts,
    items: Int32Array.from(found.items),
    both: Int32Array.from(found.both),
    similarity: Float64Array.from(found.similarity),
    buyers,
    customers,
  }
}

interface Found {
  starts: Int32Array
  items: number[]
  both: number[]
  similarity: number[]
}

/** Adds up in `row` how many of these customers bought each item; says which it touched. */
function count(row: Int32Array, customers: Int32Array, { starts, items }: Newest, least: number): number[] {
  const touched: number[] = []
  if (least < LEAST_BOTH) return touched
  for (const customer of customers) {
    for (let at = starts[customer] as number; at < (starts[customer + 1] as number); at++) {
      const other = items[at] as number
      if (row[other] === 0) touched.push(other)
      row[other] = (row[other] as number) + 1
    }
  }
  return touched
}

type Newest = Pick<Histories, 'starts' | 'items'>

function newestOf({ starts, items, lastDays }: Histories): Newest {
  const kept = { starts: new Int32Array(starts.length), items: new Int32Array(items.length) }
  let length = 0
  for (let customer = 0; customer + 1 < starts.length; customer++) {
    const [from, to] = [starts[customer] as number, starts[customer + 1] as number]
    const own = Array.from({ length: to - from }, (_, at) => from + at)
    if (own.length > MOST_OF_ONE) own.sort((a, b) => (lastDays[b] as number) - (lastDays[a] as number) || a - b)
    for (const at of own.slice(0, MOST_OF_ONE)) kept.items[length++] = items[at] as number
    kept.starts[customer + 1] = length
  }
  return { starts: kept.starts, items: kept.items.slice(0, length) }
}

/** The same the other way about: of each item who bought it. */
function buyersOf({ starts, items }: Newest, buyers: Int32Array): { starts: Int32Array; customers: Int32Array } {
  const ends = new Int32Array(buyers.length + 1)
  for (let item = 0; item < buyers.length; item++) ends[item + 1] = (ends[item] as number) + (buyers[item] as number)
  const from = ends.slice()
  const customers = new Int32Array(items.length)
  for (let customer = 0; customer + 1 < starts.length; customer++) {
    for (let at = starts[customer] as number; at < (starts[customer + 1] as number); at++) {
      const item = items[at] as number
      const place = from[item] as number
      customers[place] = customer
      from[item] = place + 1
    }
  }
  return { starts: ends, customers }
}
