import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '#core/words/seeded-random.ts'
import { hasGroceries, readGroceries } from '../testing/groceries.ts'
import { findRules } from './find-rules.ts'
import { frequentSets } from './frequent-sets.ts'
import { isClear } from './is-clear.ts'
import { leastCount } from './least-count.ts'
import { numberBaskets } from './number-baskets.ts'

/** Rules of named baskets, by `a,b → c`. */
function rulesOf(named: string[][], least: number, confidence = 0) {
  const { baskets, names } = numberBaskets(named)
  const sets = frequentSets(baskets, least)
  assert.ok(sets)
  const rules = findRules(sets, named.length, confidence)
  return new Map(
    rules.map((rule) => [`${rule.left.map((item) => names[item]).sort()} → ${names[rule.right]}`, rule] as const),
  )
}

test('support, confidence, lift and leverage are those of counting', () => {
  const rules = rulesOf([['a', 'b', 'c'], ['a', 'b'], ['a', 'c'], ['b'], ['a', 'b', 'c', 'd'], ['c']], 2)
  const rule = rules.get('a,b → c')
  assert.deepEqual([rule?.orders, rule?.leftOrders, rule?.rightOrders], [2, 3, 4])
  assert.ok(Math.abs((rule?.confidence ?? 0) - 2 / 3) < 1e-12)
  assert.ok(Math.abs((rule?.lift ?? 0) - 2 / 3 / (4 / 6)) < 1e-12)
  assert.ok(Math.abs((rule?.leverage ?? 1) - (2 / 6 - (3 / 6) * (4 / 6))) < 1e-12)
  assert.equal(
    rulesOf(
      [
        ['a', 'b', 'c'],
        ['a', 'b'],
      ],
      1,
      0.75,
    ).has('a → c'),
    false,
  )
})

const random = seededRandom(11)
const made = (count: number, work: (basket: Set<string>) => void) =>
  Array.from({ length: count }, () => {
    const basket = new Set<string>()
    for (let item = 0; item < 20; item++) if (random() < 0.1) basket.add(`i${item}`)
    work(basket)
    return [...basket]
  })

test('among goods that have nothing to do with each other hardly a rule is beyond chance', () => {
  const rules = [
    ...rulesOf(
      made(3000, () => {}),
      5,
    ).values(),
  ]
  assert.ok(rules.length > 1000)
  assert.ok(rules.filter(isClear).length <= 5, `${rules.filter(isClear).length} of ${rules.length}`)
})

test('a true rule is found, and an item that adds nothing to it is not let ride along', () => {
  const rules = rulesOf(
    made(3000, (basket) => {
      if (basket.has('i0') && random() < 0.6) basket.add('i1')
    }),
    5,
  )
  const [plain, padded] = [rules.get('i0 → i1'), rules.get('i0,i2 → i1')]
  assert.ok(plain && isClear(plain) && plain.confidence > 0.5 && plain.q < 1e-6)
  assert.ok(padded && padded.lift > 2 && padded.q < 0.05 && !isClear(padded))
})

test('the grocery’s rules are those of the reference', { skip: !hasGroceries && 'skipped: no shared data' }, () => {
  const { baskets, names } = numberBaskets(readGroceries())
  const count = baskets.starts.length - 1
  const sets = frequentSets(baskets, leastCount(0.001, count))
  assert.ok(sets)
  const rules = findRules(sets, count, 0.5)
  assert.equal(rules.length, 5668)
  assert.equal(rules.filter((rule) => rule.confidence >= 0.8).length, 410)
  const [best] = rules.toSorted((a, b) => b.lift - a.lift)
  assert.equal(best?.lift.toFixed(3), '18.996')
  assert.deepEqual(best?.left.map((item) => names[item]).sort(), ['Instant food products', 'soda'])
  assert.equal(names[best?.right ?? -1], 'hamburger meat')
})
