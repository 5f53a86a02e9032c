import { liveLife } from '../../apps/simulate/life.ts'
import { makeShop } from '../../apps/simulate/shop.ts'
import { readSimulateOptions } from '../../apps/simulate/simulate-options.ts'
import { seededRandom } from '../../core/words/seeded-random.ts'
import { findRules } from '../../modules/insight/baskets/compute/find-rules.ts'
import { frequentSets } from '../../modules/insight/baskets/compute/frequent-sets.ts'
import { learn } from '../../modules/insight/baskets/compute/learned.ts'
import { leastCount } from '../../modules/insight/baskets/compute/least-count.ts'
import { LIST_LENGTH, QualitySum } from '../../modules/insight/baskets/compute/list-quality.ts'
import { type MinedShop, mineShop } from '../../modules/insight/baskets/compute/mine-shop.ts'
import { numberBaskets } from '../../modules/insight/baskets/compute/number-baskets.ts'
import { Scorer } from '../../modules/insight/baskets/compute/scorer.ts'
import type { ShopBaskets } from '../../modules/insight/baskets/compute/shop-baskets.ts'
import { testOffers } from '../../modules/insight/baskets/compute/test-offers.ts'
import { apriori } from '../../modules/insight/baskets/testing/apriori.ts'
import { groceries, madeShop, type NamedBasket, shopOf, wholesaler } from './basket-shops.ts'
import { counted, type Figure, megabytes, percent, seconds } from './figure.ts'

const absent = (what: string): Figure => ({
  what,
  measured: 'skipped: no shared data',
  budget: '–',
  meets: null,
  notes: [],
})
const timed = <T>(work: () => T): { result: T; ms: number } => {
  const begun = performance.now()
  const result = work()
  return { result, ms: performance.now() - begun }
}

/** FP-growth beside a plain Apriori, offers beside what is popular and what was bought before, and how the whole grows. */
export function measureBaskets(): Figure[] {
  return [...measureGroceries(), measureApriori(), measureWholesaler(), measureSimulated(), ...measureGrowth()]
}

const SUPPORTS = [
  [0.05, 31],
  [0.02, 122],
  [0.01, 333],
  [0.005, 1001],
  [0.001, 13_492],
] as const

function measureGroceries(): Figure[] {
  const named = groceries()
  if (!named) return [absent('groceries: sets and rules'), absent('groceries: one item held out')]
  const { baskets } = numberBaskets(named)
  const setsAt = (share: number) => frequentSets(baskets, leastCount(share, named.length))
  const found = SUPPORTS.map(([share]) => setsAt(share)?.counts.length ?? 0)
  const fine = timed(() => setsAt(0.001))
  if (!fine.result) throw new Error('no sets')
  const rules = findRules(fine.result, named.length, 0.5)
  const plain = timed(() => apriori(baskets, leastCount(0.001, named.length)))
  const greatest = Math.max(...rules.map(({ lift }) => lift))
  return [
    {
      what: 'groceries: item sets at 5, 2, 1, 0.5, 0.1 %',
      measured: found.map(counted).join(', '),
      budget: SUPPORTS.map(([, sets]) => counted(sets)).join(', '),
      meets: SUPPORTS.every(([, sets], at) => sets === found[at]),
      notes: [],
    },
    {
      what: 'groceries: rules at 0.1 %, confidence 50 % and 80 %, greatest lift',
      measured: `${counted(rules.length)}, ${rules.filter((rule) => rule.confidence >= 0.8).length}, ${greatest.toFixed(3)}`,
      budget: '5,668, 410, 18.996',
      meets: rules.length === 5668 && greatest.toFixed(3) === '18.996',
      notes: [],
    },
    {
      what: 'groceries: FP-growth at 0.1 %',
      measured: seconds(fine.ms),
      budget: 'faster than Apriori',
      meets: fine.ms < plain.ms && plain.result.size === fine.result.counts.length,
      bare: `Apriori ${seconds(plain.ms)}`,
      ratio: `${(plain.ms / fine.ms).toFixed(1)} times faster`,
      notes: ['The same run, and the same sets.'],
    },
    heldOut(named),
  ]
}

/** Every fifth basket hides one of its items; lists of five from the rest are asked for it. */
function heldOut(named: readonly string[][]): Figure {
  const random = seededRandom(2)
  const hidden = new Map<number, string>()
  const shown = named.map((items, at) => {
    const own = [...new Set(items)]
    if (at % 5 !== 0 || own.length < 2) return own
    const [item = ''] = own.splice(Math.floor(random() * own.length), 1)
    hidden.set(at, item)
    return own
  })
  const { shop, names } = shopOf(shown.map((items, at) => ({ buyer: String(at).padStart(6, '0'), day: 0, items })))
  const learned = learn(shop, 0, 1, null)
  const numbers = new Map(names.map((name, at) => [name, at]))
  const qualityOf = (links: number) => {
    const scorer = new Scorer(learned, { links, halfLife: null })
    const sum = new QualitySum()
    for (const [buyer, item] of hidden) {
      const list = scorer.best(buyer, LIST_LENGTH).map((one) => one.item)
      sum.add(list, new Set([numbers.get(item) ?? -1]))
    }
    return sum.mean()
  }
  const [personal, popular] = [qualityOf(1), qualityOf(0)]
  return {
    what: 'groceries: the item held out is among five',
    measured: percent(personal.hitRate),
    budget: 'better than most popular',
    meets: personal.ndcg > popular.ndcg,
    bare: `most popular ${percent(popular.hitRate)}`,
    ratio: (personal.hitRate / popular.hitRate).toFixed(2),
    notes: [`${counted(hidden.size)} baskets; NDCG@5 ${personal.ndcg.toFixed(3)} against ${popular.ndcg.toFixed(3)}.`],
  }
}

function measureApriori(): Figure {
  const shop = madeShop(100_000)
  const least = leastCount(0.0002, 100_000)
  const fast = timed(() => frequentSets(shop, least))
  const plain = timed(() => apriori(shop, least))
  return {
    what: '100,000 made baskets: FP-growth at 0.02 %',
    measured: seconds(fast.ms),
    budget: 'faster than Apriori',
    meets: fast.ms < plain.ms && plain.result.size === fast.result?.counts.length,
    bare: `Apriori ${seconds(plain.ms)}`,
    ratio: `${(plain.ms / fast.ms).toFixed(1)} times faster`,
    notes: [`${counted(plain.result.size)} sets by both.`],
  }
}

function measureWholesaler(): Figure {
  const what = 'wholesaler: bought one of five'
  const shop = wholesaler()
  return shop ? offers(what, shop, 14) : absent(what)
}

function offers(what: string, shop: ShopBaskets, horizon: number): Figure {
  const day = shop.days.reduce((most, one) => Math.max(most, one), 0)
  const tested = testOffers(shop, { day, horizon, minSupport: null })
  if (!tested) return { what, measured: 'too little data', budget: '–', meets: null, notes: [] }
  const { fresh, any, newBuyers, buyers, weights } = tested
  const line = (name: string, { hitRate, recall, ndcg }: typeof fresh.popular) =>
    `${name} ${percent(hitRate)}, recall@5 ${percent(recall)}, NDCG@5 ${ndcg.toFixed(3)}`
  return {
    what: `${what} (new to them)`,
    measured: percent(fresh.personal.hitRate),
    budget: 'NDCG@5 above most popular, or steps aside',
    meets: tested.isBetter || weights.links === 0,
    bare: `most popular ${percent(fresh.popular.hitRate)}`,
    ratio: (fresh.personal.ndcg / fresh.popular.ndcg).toFixed(2),
    notes: [
      `${counted(newBuyers)} customers over ${horizon} days: ${line('chosen', fresh.personal)}; ${line('popular', fresh.popular)}`,
      `all purchases of ${counted(buyers)}: ${line('combined', any.combined)}; ${line('bought before', any.boughtBefore)}; ${line('popular', any.popular)}`,
      tested.isBetter ? 'used' : 'steps aside for what is popular',
    ],
  }
}

/** The made-up shop whose true rules are known; offers are for what they do to the next purchases. */
function measureSimulated(): Figure {
  const made = makeShop(readSimulateOptions({ customers: 3000, from: '2023-01-01', to: '2025-12-31', seed: 7 }))
  const named: NamedBasket[] = []
  for (let index = 0; index < 3000; index++) {
    for (const order of liveLife(made, index, false).orders) {
      if (order.kind !== 'sale' || order.status === 'cancelled') continue
      const items = order.lines.map(({ product }) => product.sku)
      named.push({ buyer: String(index).padStart(6, '0'), day: Math.floor(order.second / 86_400), items })
    }
  }
  return offers('simulated shop: bought one of five', shopOf(named).shop, 60)
}

const SIZES = [250_000, 500_000, 1_000_000] as const

function measureGrowth(): Figure[] {
  const runs = SIZES.map((orders) => {
    const shop = madeShop(orders)
    const before = process.memoryUsage().rss
    const { result, ms } = timed(() => mine(shop))
    return { orders, ms, bytes: process.memoryUsage().rss - before, result, lines: shop.items.length }
  })
  const [small, , large] = runs
  if (!small || !large) return []
  const growth = large.ms / small.ms
  return [
    {
      what: `all of it on ${counted(large.orders)} orders, ${counted(large.lines)} lines`,
      measured: seconds(large.ms),
      budget: '< 25 s',
      meets: large.ms < 25_000,
      notes: [
        runs.map(({ orders, ms }) => `${counted(orders)}: ${seconds(ms)}`).join(', '),
        `item sets ${counted(large.result.products.itemSets)} in at least ${large.result.products.least} orders, ${counted(large.result.products.clear)} rules, offers to ${counted(large.orders / 10)} customers; without reading and writing.`,
      ],
    },
    {
      what: 'growth for four times the orders',
      measured: `× ${growth.toFixed(1)}`,
      budget: '≤ 4.8',
      meets: growth <= 4.8,
      notes: [`Memory above the shop itself at most ${megabytes(Math.max(...runs.map(({ bytes }) => bytes)))}.`],
    },
  ]
}

function mine(shop: ShopBaskets): MinedShop {
  return mineShop(shop, {
    day: 719,
    minSupport: null,
    categoryOf: Int32Array.from({ length: shop.itemCount }, (_, item) => item % 60),
    categories: 60,
    mayOffer: new Uint8Array(shop.itemCount).fill(1),
    margins: Float64Array.from({ length: shop.itemCount }, (_, item) => 1 + (item % 50)),
  })
}
