import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '#core/words/seeded-random.ts'
import { inRow } from '../testing/in-row.ts'
import { historiesOf } from './histories.ts'
import { logLikelihoodRatio } from './log-likelihood-ratio.ts'
import { similarItems } from './similar-items.ts'

const ITEMS = 30
/** Customers by what they bought; items 0 and 1 go together, the others are drawn freely. */
function madeShop(customers: number) {
  const random = seededRandom(4)
  const bought = Array.from({ length: customers }, () => {
    const own = new Set<number>()
    for (let item = 2; item < ITEMS; item++) if (random() < 0.12) own.add(item)
    if (random() < 0.2) own.add(0)
    if (random() < (own.has(0) ? 0.7 : 0.1)) own.add(1)
    return [...own]
  })
  const shop = {
    ...inRow(bought),
    itemCount: ITEMS,
    days: new Int32Array(customers),
    buyers: Int32Array.from(bought.keys()),
    customerCount: customers,
  }
  return { bought, shop }
}

test('who bought both is counted right, cosine shrunk, and only what chance does not explain is near', () => {
  const { bought, shop } = madeShop(600)
  const similar = similarItems(historiesOf(shop, 0, 0), 10)
  const near = (item: number) => [...similar.items.slice(similar.starts[item], similar.starts[item + 1])]
  assert.deepEqual([near(0)[0], near(1)[0]], [1, 0])
  const pairs = Array.from({ length: ITEMS }, (_, item) => near(item).length).reduce((sum, count) => sum + count, 0)
  assert.ok(pairs <= 2 + 2, `${pairs} pairs, one of two ways is expected by chance at most`)
  const holds = (...items: number[]) => bought.filter((own) => items.every((item) => own.includes(item))).length
  const [at, both] = [similar.starts[0] as number, holds(0, 1)]
  assert.equal(similar.both[at], both)
  assert.equal(similar.buyers[0], holds(0))
  const cosine = both / Math.sqrt(holds(0) * holds(1))
  assert.ok(Math.abs((similar.similarity[at] as number) - (cosine * both) / (both + 10)) < 1e-12)
  assert.equal(similar.customers, bought.filter((own) => own.length > 0).length)
})

test('log-likelihood ratio: nothing for independence, more for more, and G² by hand', () => {
  assert.ok(logLikelihoodRatio({ all: 100, first: 20, second: 50, both: 10 }) < 1e-9)
  const table = { all: 100, first: 20, second: 30, both: 15 }
  const cells = [
    [15, 6],
    [5, 14],
    [15, 24],
    [65, 56],
  ] as const
  const byHand = 2 * cells.reduce((sum, [seen, expected]) => sum + seen * Math.log(seen / expected), 0)
  assert.ok(Math.abs(logLikelihoodRatio(table) - byHand) < 1e-9)
  assert.ok(logLikelihoodRatio({ ...table, both: 18 }) > logLikelihoodRatio(table))
})
