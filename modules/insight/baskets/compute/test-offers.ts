import type { Calibration } from './calibrate.ts'
import { historiesOf } from './histories.ts'
import { type Learned, learn } from './learned.ts'
import { LIST_LENGTH, type ListQuality, QualitySum } from './list-quality.ts'
import { measureChances } from './measure-chances.ts'
import { rebuyShares } from './rebuys.ts'
import { Scorer, type Weights } from './scorer.ts'
import type { ShopBaskets } from './shop-baskets.ts'
import { testEverything } from './test-everything.ts'
import { type Wanted, wantedBy } from './wanted.ts'

export interface TestedOffers {
  /** Those that did best; links 0 where popularity alone did as well. */
  weights: Weights
  /** Whether chosen for each customer beat "most popular". */
  isBetter: boolean
  /** Customers of the test who bought something new to them, and who bought anything. */
  newBuyers: number
  buyers: number
  /** What is new to the customer: chosen for them, or most popular of what they have not bought. */
  fresh: { personal: ListQuality; popular: ListQuality }
  /** All they bought: what is new with what they may want again, most popular, or bought before (then most popular). */
  any: { combined: ListQuality; popular: ListQuality; boughtBefore: ListQuality }
  /** Chance to be bought within the horizon, by score. */
  freshChance: Calibration
  againChance: Calibration
}

const MOST_CUSTOMERS = 20_000
/** Fewer test customers say nothing. */
const LEAST_CUSTOMERS = 60
const ONLY_POPULAR: Weights = { links: 0, halfLife: null }
const GRID: readonly Weights[] = [0.3, 0.6, 1].flatMap((links) =>
  [null, 180, 60].map((halfLife) => ({ links, halfLife })),
)

/**
 * How good offers are: everything is learned from the days before the last `horizon`, and asked what was bought in them.
 * Customers are two halves: what is chosen and calibrated on one is tested on the other, both ways, so the quality is of
 * customers that nothing was fitted to. Null where fewer than 60 customers bought something new.
 */
export function testOffers(
  shop: ShopBaskets,
  { day, horizon, minSupport }: { day: number; horizon: number; minSupport: number | null },
): TestedOffers | null {
  const learned = learn(shop, day - horizon, horizon, minSupport)
  const future = historiesOf(shop, day - horizon + 1, day)
  const known = someCustomers(learned).map((customer) => wantedBy(customer, learned.histories, future, shop.goodsOf))
  const newBuyers = known.filter(({ fresh }) => fresh.size > 0)
  if (newBuyers.length < LEAST_CUSTOMERS) return null
  const popular = halvesOf(new Scorer(learned, ONLY_POPULAR), ONLY_POPULAR, newBuyers)
  const tried = GRID.map((weights) => halvesOf(new Scorer(learned, weights), weights, newBuyers))
  const personal = QualitySum.of([best(tried, [0]).halves[1], best(tried, [1]).halves[0]])
  const fresh = { personal: personal.mean(), popular: QualitySum.of(popular.halves).mean() }
  const isBetter = fresh.personal.ndcg > fresh.popular.ndcg
  const { weights, scorer } = isBetter ? best(tried, [0, 1]) : popular
  const trial = { learned, scorer, shares: rebuyShares(learned.histories) }
  return {
    weights,
    isBetter,
    newBuyers: newBuyers.length,
    buyers: known.filter(({ all }) => all.size > 0).length,
    fresh,
    any: testEverything(trial, known),
    ...measureChances(trial, known),
  }
}

interface Tried {
  weights: Weights
  scorer: Scorer
  /** Its quality on customers of even and of odd places. */
  halves: [QualitySum, QualitySum]
}

function halvesOf(scorer: Scorer, weights: Weights, customers: readonly Wanted[]): Tried {
  const halves: Tried['halves'] = [new QualitySum(), new QualitySum()]
  customers.forEach(({ customer, fresh }, at) => {
    const list = scorer.best(customer, LIST_LENGTH).map(({ item }) => item)
    halves[at % 2 === 0 ? 0 : 1].add(list, fresh)
  })
  return { weights, scorer, halves }
}

function best(tried: readonly Tried[], halves: readonly (0 | 1)[]): Tried {
  const ndcg = (one: Tried) => QualitySum.of(halves.map((half) => one.halves[half])).mean().ndcg
  return tried.reduce((most, one) => (ndcg(one) > ndcg(most) ? one : most))
}

/** Customers who had bought something by then; evenly spread ones where there are many. */
function someCustomers({ histories: { starts } }: Learned): number[] {
  const known = [...starts.keys()].filter((at) => (starts[at] as number) < (starts[at + 1] ?? 0))
  const step = Math.max(1, known.length / MOST_CUSTOMERS)
  return Array.from({ length: Math.min(known.length, MOST_CUSTOMERS) }, (_, at) => known[Math.floor(at * step)] ?? 0)
}
