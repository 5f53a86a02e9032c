import fc from 'fast-check'
import type pg from 'pg'
import { uuid7 } from '#core/words/uuid7.ts'

export interface Line {
  sku: string
  category: string | null
  brand: string | null
  quantity: number
  /** Whole units of money. */
  revenue: number
}
export interface Order {
  /** Days before now, half a day added: never at the border of a day in any zone. */
  daysAgo: number
  kind: 'sale' | 'return'
  cancelled: boolean
  currency: string
  lines: Line[]
}
export interface Touch {
  daysAgo: number
  kind: string
  channel: string
  direction: 'inbound' | 'outbound'
}
export interface UsageRow {
  category: string
  usage: 'light' | 'medium' | 'heavy'
  loyalty: 'brand_loyal' | 'store_brand' | 'switching' | 'unknown'
}
export interface NeedRow {
  category: string
  state: 'later' | 'soon' | 'due' | 'overdue' | 'lost'
  /** Negative where the day has passed. */
  daysToDue: number
}
export interface OfferRow {
  sku: string
  kind: 'new' | 'again'
  rank: number
}
export interface Person {
  id: string
  stage: 'visitor' | 'lead' | 'customer'
  gender: 'female' | 'male' | null
  region: string | null
  tags: string[]
  vip: boolean | null
  revenue: number
  ordersCount: number
  moneyScore: number | null
  lastOrderDaysAgo: number | null
  /** Negative where the day has passed. */
  daysToPurchase: number | null
  orders: Order[]
  touches: Touch[]
  usage: UsageRow[]
  needs: NeedRow[]
  offers: OfferRow[]
  /** Of the next 30 days, in hundredths; null without a prediction. */
  expectedOrders: number | null
}

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
/** Offers of a kind. */
const PLACES = 3
export const SKUS = ['A', 'B', 'C']
export const CATEGORIES = ['tea', 'tea/green', 'tea/green/long', 'teapot', 'cups']
export const REGIONS = ['CN', 'CN/广东', 'CN/广东/深圳', 'CN/广东省', 'GB/London']

const line: fc.Arbitrary<Line> = fc.record({
  sku: fc.constantFrom(...SKUS),
  category: maybe(fc.constantFrom(...CATEGORIES)),
  brand: maybe(fc.constantFrom('X', 'Y')),
  quantity: fc.integer({ min: 1, max: 4 }),
  revenue: fc.integer({ min: 0, max: 60 }),
})
const order: fc.Arbitrary<Order> = fc.record({
  daysAgo: fc.integer({ min: 0, max: 120 }),
  kind: fc.constantFrom('sale', 'sale', 'sale', 'return'),
  cancelled: fc.nat(4).map((dice) => dice === 0),
  currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'EUR'),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
})
const touch: fc.Arbitrary<Touch> = fc.record({
  daysAgo: fc.integer({ min: 0, max: 120 }),
  kind: fc.constantFrom('complaint', 'call', 'note'),
  channel: fc.constantFrom('phone', 'email'),
  direction: fc.constantFrom('inbound', 'outbound'),
})
const usageRow: fc.Arbitrary<UsageRow> = fc.record({
  category: fc.constantFrom(...CATEGORIES),
  usage: fc.constantFrom('light', 'medium', 'heavy'),
  loyalty: fc.constantFrom('brand_loyal', 'store_brand', 'switching', 'unknown'),
})
const needRow: fc.Arbitrary<NeedRow> = fc.record({
  category: fc.constantFrom(...CATEGORIES),
  state: fc.constantFrom('later', 'soon', 'due', 'overdue', 'lost'),
  daysToDue: fc.integer({ min: -20, max: 60 }),
})
const offerRow: fc.Arbitrary<OfferRow> = fc.record({
  sku: fc.constantFrom(...SKUS),
  kind: fc.constantFrom('new', 'again'),
  rank: fc.integer({ min: 1, max: PLACES }),
})
/** Of one product once, and of one rank one. */
const offersOf = fc
  .uniqueArray(offerRow, { maxLength: 2, selector: ({ sku }) => sku })
  .map((offers) =>
    offers.filter(({ kind, rank }, at) => offers.findIndex((one) => one.kind === kind && one.rank === rank) === at),
  )
const person = fc.record({
  id: fc.constant(null).map(() => uuid7()),
  stage: fc.constantFrom('customer', 'customer', 'customer', 'lead', 'visitor'),
  gender: maybe(fc.constantFrom('female', 'male')),
  region: maybe(fc.constantFrom(...REGIONS)),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
  vip: maybe(fc.boolean()),
  revenue: fc.integer({ min: -20, max: 200 }),
  ordersCount: fc.integer({ min: 0, max: 9 }),
  moneyScore: maybe(fc.integer({ min: 1, max: 5 })),
  lastOrderDaysAgo: maybe(fc.integer({ min: 0, max: 120 })),
  daysToPurchase: maybe(fc.integer({ min: -20, max: 70 })),
  orders: fc.array(order, { maxLength: 4 }),
  touches: fc.array(touch, { maxLength: 4 }),
  usage: fc.uniqueArray(usageRow, { maxLength: 4, selector: ({ category }) => category }),
  needs: fc.uniqueArray(needRow, { maxLength: 3, selector: ({ category }) => category }),
  offers: offersOf,
  expectedOrders: maybe(fc.integer({ min: 0, max: 300 })),
}) as fc.Arbitrary<Person>

/** What is new to them, then what they may want again, each by rank; something else where these offers leave a place. */
function placesOf({ id, offers }: Person) {
  return (['new', 'again'] as const).flatMap((kind, at) =>
    Array.from({ length: PLACES }, (_, before) => ({
      customer: id,
      place: at * PLACES + before,
      sku: offers.find((one) => one.kind === kind && one.rank === before + 1)?.sku ?? null,
    })),
  )
}

export const world: fc.Arbitrary<Person[]> = fc.array(person, { minLength: 8, maxLength: 25 })

const DAY = 86_400_000
/** The moment it stands for: the middle of that day in the company's zone (UTC+8). */
export const momentOf = (daysAgo: number, now: Date): Date =>
  new Date(Math.floor((now.getTime() + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000 + DAY / 2 - daysAgo * DAY)

/** Puts these people, and nobody else, into the database. */
export async function writeWorld(owner: pg.Pool, people: readonly Person[], now: Date): Promise<void> {
  await owner.query(
    `truncate customers.customers, orders.orders, orders.lines, orders.order_numbers, insight.usage, insight.needs,
      insight.offers, insight.predictions, insight.next_purchases, catalogue.products cascade`,
  )
  await owner.query(
    `select customers.ensure_interaction_months(now() - interval '130 days', now() + interval '2 days')`,
  )
  const at = (daysAgo: number) => momentOf(daysAgo, now).toISOString()
  const rows = people.map((one) => ({
    ...one,
    custom: one.vip === null ? {} : { vip: one.vip },
    last: one.lastOrderDaysAgo === null ? null : at(one.lastOrderDaysAgo),
    next: one.daysToPurchase === null ? null : at(-one.daysToPurchase).slice(0, 10),
  }))
  await owner.query(
    `insert into customers.customers (customer_id, stage, gender, region_path, tags, custom, revenue_micro, orders_count,
       money_score, last_order_at)
     select id, stage, gender, region, tags, custom, revenue * 1000000, "ordersCount", "moneyScore", last
     from jsonb_to_recordset($1) as t (id uuid, stage text, gender text, region text, tags text[], custom jsonb, revenue bigint,
       "ordersCount" int, "moneyScore" int, last timestamptz)`,
    [JSON.stringify(rows)],
  )
  await owner.query(
    `insert into insight.next_purchases (customer_id, unit_ids, as_of, computed_at, next_on, low_on, probability_30d)
     select id, '{1}', current_date, now(), next, next, 0.5
     from jsonb_to_recordset($1) as t (id uuid, next date) where next is not null`,
    [JSON.stringify(rows)],
  )
  const orders = people.flatMap((one) =>
    one.orders.map((order) => ({ ...order, customer: one.id, id: uuid7(), at: at(order.daysAgo) })),
  )
  await owner.query(
    `insert into orders.orders (customer_id, order_id, order_number, source, ordered_at, status, kind, currency)
     select customer, id, id::text, 'test', at, case when cancelled then 'cancelled' else 'completed' end, kind, currency
     from jsonb_to_recordset($1) as t (customer uuid, id uuid, at timestamptz, cancelled boolean, kind text, currency text)`,
    [JSON.stringify(orders)],
  )
  const lines = orders.flatMap((order) =>
    order.lines.map((line, index) => ({
      ...line,
      customer: order.customer,
      order: order.id,
      no: index + 1,
      sign: order.kind === 'return' ? -1 : 1,
    })),
  )
  await owner.query(
    `insert into orders.lines (customer_id, order_id, line_no, sku, category_path, brand, quantity, unit_price, revenue_micro, content_hash)
     select customer, "order", no, sku, category, brand, quantity * sign, 1, revenue * sign * 1000000, 1
     from jsonb_to_recordset($1) as t (customer uuid, "order" uuid, no int, sku text, category text, brand text, quantity numeric,
       revenue bigint, sign int)`,
    [JSON.stringify(lines)],
  )
  const touches = people.flatMap((one) =>
    one.touches.map((touch) => ({ ...touch, customer: one.id, id: uuid7(), at: at(touch.daysAgo) })),
  )
  await owner.query(
    `insert into customers.interactions (customer_id, occurred_at, interaction_id, unit_id, channel, kind, direction, source)
     select customer, at, id, 1, channel, kind, direction, 'test'
     from jsonb_to_recordset($1) as t (customer uuid, at timestamptz, id uuid, channel text, kind text, direction text)`,
    [JSON.stringify(touches)],
  )
  await owner.query(
    `insert into insight.usage (customer_id, category, unit_ids, quantity, purchases, branded, revenue_micro, usage, loyalty)
     select customer, category, '{1}', 1, 1, 1, 0, usage, loyalty
     from jsonb_to_recordset($1) as t (customer uuid, category text, usage text, loyalty text)`,
    [JSON.stringify(people.flatMap((one) => one.usage.map((row) => ({ ...row, customer: one.id }))))],
  )
  await owner.query(
    `insert into insight.needs (customer_id, unit_ids, category, as_of, computed_at, state, last_on, due_on, next_on, low_on, high_on,
       probability_7d, probability_14d, probability_30d, returns, purchases, last_quantity, usual_quantity, usual_gap, expected_30d,
       revenue_micro_30d, method)
     select customer, '{1}', category, current_date, now(), state, current_date, due, current_date, current_date, current_date,
       0, 0, 0, 0, 1, 1, 1, 30, 0, 0, 'model'
     from jsonb_to_recordset($1) as t (customer uuid, category text, state text, due date)`,
    [
      JSON.stringify(
        people.flatMap((one) =>
          one.needs.map((row) => ({ ...row, customer: one.id, due: at(-row.daysToDue).slice(0, 10) })),
        ),
      ),
    ],
  )
  await owner.query(
    `insert into catalogue.products (product_id, sku, name, source) select gen_random_uuid(), s, s, 'test' from unnest($1::text[]) s`,
    [SKUS],
  )
  await owner.query(
    `insert into insight.offers (customer_id, unit_ids, fresh, product_ids, chances, gains_micro, because_first, because_second,
       because_third, customers, both_customers, lifts, times, last_days, fitted_at)
     select customer, '{1}', ${PLACES}, array_agg(coalesce(p.product_id, gen_random_uuid()) order by place), '{}', '{}', '{}', '{}', '{}',
       '{}', '{}', '{}', '{}', '{}', now()
     from jsonb_to_recordset($1) as t (customer uuid, place int, sku text) left join catalogue.products p using (sku)
     group by customer`,
    [JSON.stringify(people.filter((one) => one.offers.length > 0).flatMap(placesOf))],
  )
  await owner.query(
    `insert into insight.predictions (customer_id, unit_ids, as_of, made_at, model, currency, basis, purchases, first_day, last_day,
       p_active, orders, orders_low, orders_high, orders_inside, base_orders, value_micro, value_low_micro, value_high_micro,
       spend_micro, clv_micro, churn_risk, churn_level, buys_in_year, potential_score)
     select id, '{1}', current_date, now(), 'test', 'CNY', 'revenue', 1, current_date, current_date, 1,
       array["expectedOrders" / 100.0, 0, 0], '{0,0,0}', '{0,0,0}', '{1,1,1}', '{0,0,0}', '{0,0,0}', '{0,0,0}', '{0,0,0}', 0, 0, 0,
       'low', 1, 1
     from jsonb_to_recordset($1) as t (id uuid, "expectedOrders" int) where "expectedOrders" is not null`,
    [JSON.stringify(people)],
  )
}
