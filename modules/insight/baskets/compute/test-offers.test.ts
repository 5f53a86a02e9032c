import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '#core/words/dates.ts'
import { seededRandom } from '#core/words/seeded-random.ts'
import { dayNumber } from '../../compute/day-number.ts'
import { madeBaskets } from '../testing/made-shop.ts'
import { numberShop } from '../testing/number-shop.ts'
import { historiesOf } from './histories.ts'
import { isClear } from './is-clear.ts'
import { learn } from './learned.ts'
import { mineShop } from './mine-shop.ts'
import { offerProducts } from './offer-products.ts'
import { testOffers } from './test-offers.ts'

const END = '2026-04-30'
const day = dayNumber(END)
const customers = Array.from({ length: 1500 }, (_, at) => `c${String(at).padStart(5, '0')}`)
const free = (itemCount: number) => ({
  mayOffer: new Uint8Array(itemCount).fill(1),
  margins: new Float64Array(itemCount).fill(Number.NaN),
})

/** Twenty goods of one popularity, in clans: who is of a clan buys from its five four times of five. */
function clanBaskets(share: number) {
  const random = seededRandom(8)
  return customers.flatMap((customer) => {
    const clan = Math.floor(random() * 4)
    return [0, 1, 2, 3].map((order) => {
      const good = () => `g${random() < share ? clan * 5 + Math.floor(random() * 5) : Math.floor(random() * 20)}`
      return {
        customer,
        at: `${addDays(END, -Math.floor(random() * 24) - 25 * (3 - order))}T04:00:00Z`,
        skus: [good(), good()],
      }
    })
  })
}

test('where what one bought foretells what one buys, offers beat what is popular', () => {
  const tested = testOffers(numberShop(clanBaskets(0.8)).shop, { day, horizon: 20, minSupport: null })
  assert.ok(tested?.isBetter)
  assert.ok(tested.weights.links > 0)
  assert.ok(tested.fresh.personal.hitRate > 1.5 * tested.fresh.popular.hitRate, JSON.stringify(tested.fresh))
})

test('where it foretells nothing, offers are no more than what is popular', () => {
  const { shop } = numberShop(clanBaskets(0))
  const tested = testOffers(shop, { day, horizon: 20, minSupport: null })
  assert.ok(tested)
  assert.ok(Math.abs(tested.fresh.personal.ndcg - tested.fresh.popular.ndcg) < 0.03, JSON.stringify(tested.fresh))
  assert.equal(learn(shop, day, 20, null).links.right.length, 0)
})

test('chances add up to what was bought: told from the past, counted in the time held back', () => {
  const { shop } = numberShop(clanBaskets(0.8))
  const tested = testOffers(shop, { day: day - 20, horizon: 20, minSupport: null })
  assert.ok(tested)
  const learned = learn(shop, day - 20, 20, null)
  const offers = offerProducts(learned, tested, free(shop.itemCount))
  const future = historiesOf(shop, day - 19, day)
  let [told, came] = [0, 0]
  offers.items.forEach((item, at) => {
    if (offers.isAgain[at] === 1) return
    const customer = offers.customers[at] as number
    told += offers.chances[at] as number
    if (future.items.subarray(future.starts[customer], future.starts[customer + 1]).includes(item)) came++
  })
  assert.ok(came > 300, 'positive control')
  assert.ok(Math.abs(told / came - 1) < 0.2, `${told.toFixed(0)} told, ${came} came`)
})

test('nothing is seen after the day, and what can’t be offered is not', () => {
  const { shop, names } = numberShop(madeBaskets(customers.slice(0, 400), END))
  const later = numberShop(
    [
      ...madeBaskets(customers.slice(0, 400), END),
      ...customers
        .slice(0, 300)
        .map((customer) => ({ customer, at: '2026-05-03T04:00:00Z', skus: ['lamp', 'coffee'] })),
    ].sort((a, b) => (a.customer < b.customer ? -1 : 1)),
  )
  const lamp = names.indexOf('lamp')
  const options = {
    day,
    minSupport: null,
    categoryOf: new Int32Array(shop.itemCount),
    categories: 1,
    mayOffer: Uint8Array.from(names, (name) => (name === 'filter' ? 0 : 1)),
    margins: Float64Array.from(names, () => Number.NaN),
  }
  const mined = mineShop(shop, options)
  assert.ok(mined.offers && !mined.offers.items.includes(names.indexOf('filter')))
  assert.ok(mined.offers.items.includes(lamp), 'positive control')
  const learnedLater = learn(later.shop, day, 20, null)
  const pair = ['lamp', 'coffee'].map((name) => later.names.indexOf(name))
  const rules = ({ mined: { rules } }: typeof learnedLater) =>
    rules.filter((rule) => isClear(rule) && pair.every((item) => [...rule.left, rule.right].includes(item)))
  assert.deepEqual(rules(learnedLater), [])
  assert.ok(rules(learn(later.shop, day + 5, 20, null)).length > 0, 'positive control')
})

test('margins decide among the likely ones', () => {
  const { shop, names } = numberShop(clanBaskets(0.8))
  const [learned, tested] = [learn(shop, day, 20, null), testOffers(shop, { day, horizon: 20, minSupport: null })]
  const dear = names.indexOf('g3')
  const margins = Float64Array.from(names, (_, item) => (item === dear ? 1000 : 1))
  const firsts = (given: Float64Array) => {
    const offers = offerProducts(learned, tested, { ...free(shop.itemCount), margins: given })
    const isFirst = (at: number) => at === 0 || offers.customers[at] !== offers.customers[at - 1]
    return [...offers.items.keys()].filter((at) => isFirst(at) && offers.isAgain[at] === 0 && offers.items[at] === dear)
      .length
  }
  assert.ok(firsts(margins) > 2 * firsts(Float64Array.from(names, () => 1)))
})

test('another pack of what one bought is nothing new, and of the same goods one pack is offered', () => {
  const { shop } = numberShop(clanBaskets(0.8))
  // Two and two of the goods are packs of one.
  const goodsOf = Int32Array.from({ length: shop.itemCount }, (_, item) => item - (item % 2))
  const offersOf = (of: typeof shop) => {
    const learned = learn(of, day, 20, null)
    const offers = offerProducts(learned, testOffers(of, { day, horizon: 20, minSupport: null }), free(of.itemCount))
    const fresh = [...offers.items.keys()].filter((at) => offers.isAgain[at] === 0)
    return { learned, offers, fresh }
  }
  const known = ({ learned: { histories }, offers, fresh }: ReturnType<typeof offersOf>) =>
    fresh.filter((at) => {
      const customer = offers.customers[at] as number
      const bought = histories.items.subarray(histories.starts[customer], histories.starts[customer + 1])
      return bought.some((item) => goodsOf[item] === goodsOf[offers.items[at] as number])
    }).length
  const twice = ({ offers, fresh }: ReturnType<typeof offersOf>) =>
    fresh.length - new Set(fresh.map((at) => `${offers.customers[at]} ${goodsOf[offers.items[at] as number]}`)).size
  const [apart, joined] = [offersOf(shop), offersOf({ ...shop, goodsOf })]
  assert.ok(known(apart) > 100 && twice(apart) > 100, 'positive control')
  assert.deepEqual([known(joined), twice(joined)], [0, 0])
  assert.ok(joined.fresh.length > 1000)
})
