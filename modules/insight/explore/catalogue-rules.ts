/** What a dimension is made of, for both sides: the server has its SQL, the page its words. */
export interface Dimension {
  group: 'time' | 'customer' | 'goods' | 'order' | 'place'
  /** Whether it is told by the order or only by its lines. */
  level: 'order' | 'line'
  /** How its keys are numbers in the database; `text` where they are words there too. */
  keys: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'number' | 'class' | 'newness' | 'word' | 'text'
  /** Its keys have an order of their own; else the greatest stand first. */
  ordered: boolean
  /** May have more values than a chart shows. */
  large: boolean
  /** Least and greatest key of a number. */
  range?: readonly [number, number]
  /** A customer may stand in several of its values, so they add up to more than the whole. */
  overlapping?: boolean
  /** Of the customer as they are today, not of the order. */
  ofCustomer?: boolean
}

const time = (keys: Dimension['keys'], range?: readonly [number, number]): Dimension => ({
  group: 'time',
  level: 'order',
  keys,
  ordered: true,
  large: false,
  ...(range && { range }),
})
const word = (group: Dimension['group'], level: Dimension['level']): Dimension => ({
  group,
  level,
  keys: 'word',
  ordered: false,
  large: true,
})
const number = (group: Dimension['group'], range: readonly [number, number]): Dimension => ({
  group,
  level: 'order',
  keys: 'number',
  ordered: true,
  large: false,
  range,
})
const score: Dimension = { ...number('customer', [1, 5]), ofCustomer: true }

/** The highest number of an order in a customer's life that stands alone; later ones stand with it. */
export const LAST_NTH = 10

/** Lower bounds of the bands of values and prices, in major units of the company's currency; below the first: nothing or taken back. */
export const BANDS = [
  ...[0.01, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 1_000_000],
] as const

const bands = { ...number('order', [0, BANDS.length]) }

/** Everything purchases can be looked at by. */
export const DIMENSIONS = {
  day: time('day'),
  week: time('week'),
  month: time('month'),
  quarter: time('quarter'),
  year: time('year'),
  weekday: time('number', [1, 7]),
  hour: time('number', [0, 23]),
  category1: word('goods', 'line'),
  category2: word('goods', 'line'),
  category3: word('goods', 'line'),
  brand: word('goods', 'line'),
  product: word('goods', 'line'),
  priceBand: { ...bands, group: 'goods', level: 'line' },
  channel: word('order', 'order'),
  unit: { ...number('order', [0, 2_147_483_647]), ordered: false, large: true },
  orderValue: bands,
  nth: number('order', [1, LAST_NTH]),
  newness: { ...number('order', [1, 2]), keys: 'newness' },
  country: word('place', 'order'),
  region: word('place', 'order'),
  city: word('place', 'order'),
  cohort: { ...time('month'), group: 'customer' },
  monthsSince: number('customer', [-1200, 1200]),
  class: { ...score, keys: 'class', range: [1, 3] },
  recencyScore: score,
  frequencyScore: score,
  moneyScore: score,
  segment: {
    ...number('customer', [1, 2_147_483_647]),
    ordered: false,
    large: true,
    overlapping: true,
    ofCustomer: true,
  },
  tag: { ...word('customer', 'order'), keys: 'text', overlapping: true, ofCustomer: true },
  customerCountry: { ...word('customer', 'order'), keys: 'text', ofCustomer: true },
  customerRegion: { ...word('customer', 'order'), keys: 'text', ofCustomer: true },
} as const satisfies Record<string, Dimension>

export type DimensionKey = keyof typeof DIMENSIONS

/** The same, where any of them may come. */
export const dimensionOf = (key: DimensionKey): Dimension => DIMENSIONS[key]

export interface Measure {
  /** How its figure reads. */
  unit: 'money' | 'count' | 'quantity' | 'average' | 'averageMoney' | 'share'
  /** Sums of parts are the sum of the whole, whatever the parts are cut by. */
  sums: boolean
  /** A whole divided by another; its parts are told beside it. */
  isRatio: boolean
  permission?: string
}

const measure = (unit: Measure['unit'], sums: boolean, permission?: string): Measure => ({
  unit,
  sums,
  isRatio: unit === 'average' || unit === 'averageMoney' || unit === 'share',
  ...(permission && { permission }),
})

/** Everything that can be measured; what each means stands in README.md. */
export const MEASURES = {
  revenue: measure('money', true),
  profit: measure('money', true, 'orders.profit'),
  cost: measure('money', true, 'orders.profit'),
  orders: measure('count', false),
  customers: measure('count', false),
  newCustomers: measure('count', false),
  quantity: measure('quantity', true),
  basket: measure('averageMoney', false),
  itemsPerOrder: measure('average', false),
  returns: measure('count', false),
  returnedAmount: measure('money', true),
  returnRate: measure('share', false),
  discountShare: measure('share', false),
} as const satisfies Record<string, Measure>

export type MeasureKey = keyof typeof MEASURES
export const measureOf = (key: MeasureKey): Measure => MEASURES[key]

/** What a curve of concentration can be drawn of: only what each customer has a part of. */
export const PARETO_MEASURES = ['revenue', 'profit', 'orders', 'quantity'] as const satisfies readonly MeasureKey[]

/** What customers can be followed by over the months since their first purchase. */
export const COHORT_MEASURES = ['customers', 'revenue'] as const satisfies readonly MeasureKey[]

export const COHORT_ROWS = [
  ...['cohort', 'class', 'recencyScore', 'frequencyScore', 'moneyScore', 'segment', 'tag'],
  ...['customerCountry', 'customerRegion'],
] as readonly DimensionKey[]

/** Stands for all keys that are not shown one by one. */
export const OTHERS = '*others'
