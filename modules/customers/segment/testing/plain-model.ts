import type { Bought, Condition, ConditionLeaf, Need, Offer, Touched, Usage, Within } from '../condition.ts'
import { momentOf, type Order, type Person } from './world.ts'

const DAY = 86_400_000
const EIGHT_HOURS = 8 * 3_600_000
const under = (path: string | null, top: string) => path !== null && (path === top || path.startsWith(`${top}/`))

/** Who belongs, by looking at each person in turn: what the SQL must agree with. */
export function belongs(one: Person, condition: Condition, now: Date): boolean {
  if (one.stage === 'visitor') return false
  return holds(one, condition, now)
}

function holds(one: Person, condition: Condition, now: Date): boolean {
  if ('all' in condition) return condition.all.every((child) => holds(one, child, now))
  if ('any' in condition) return condition.any.some((child) => holds(one, child, now))
  if ('not' in condition) return !holds(one, condition.not, now)
  return leafHolds(one, condition, now)
}

function leafHolds(one: Person, leaf: ConditionLeaf, now: Date): boolean {
  if ('bought' in leaf) return compares(boughtTotal(one, leaf.bought, now), leaf.bought)
  if ('touched' in leaf) return compares(touchedTotal(one, leaf.touched, now), leaf.touched)
  if ('usage' in leaf) return usageHolds(one, leaf.usage)
  if ('need' in leaf) return needHolds(one, leaf.need)
  if ('offer' in leaf) return offerHolds(one, leaf.offer)
  if ('segment' in leaf) throw new Error('not in this model')
  return fieldHolds(one, leaf.field, leaf.op, leaf.value as never)
}

function fieldHolds(one: Person, field: string, op: string, value: never): boolean {
  const list = value as unknown[]
  const [from, to] = Array.isArray(value) ? (value as (number | string | null)[]) : [null, null]
  const inRange = (figure: number) => (from === null || figure >= Number(from)) && (to === null || figure <= Number(to))
  switch (`${field} ${op}`) {
    case 'gender is':
      return one.gender !== null && list.includes(one.gender)
    case 'gender isNot':
      return one.gender === null || !list.includes(one.gender)
    case 'gender empty':
      return one.gender === null
    case 'region is':
      return list.some((top) => under(one.region, String(top)))
    case 'region isNot':
      return !list.some((top) => under(one.region, String(top)))
    case 'tags any':
      return one.tags.some((tag) => list.includes(tag))
    case 'tags all':
      return list.every((tag) => one.tags.includes(String(tag)))
    case 'tags none':
      return !one.tags.some((tag) => list.includes(tag))
    case 'revenue between':
      return inRange(one.revenue)
    case 'orders between':
      return inRange(one.ordersCount)
    case 'moneyScore is':
      return one.moneyScore !== null && list.includes(one.moneyScore)
    case 'moneyScore between':
      return one.moneyScore !== null && inRange(one.moneyScore)
    case 'expectedOrders30 between':
      return one.expectedOrders !== null && inRange(one.expectedOrders / 100)
    case 'recency between':
      return one.lastOrderDaysAgo !== null && inRange(one.lastOrderDaysAgo)
    case 'daysToPurchase between':
      return one.daysToPurchase !== null && one.daysToPurchase >= 0 && inRange(one.daysToPurchase)
    case 'lastOrder olderDays':
      return one.lastOrderDaysAgo !== null && one.lastOrderDaysAgo > Number(value)
    case 'lastOrder withinDays':
      return one.lastOrderDaysAgo !== null && one.lastOrderDaysAgo <= Number(value)
    case 'lastOrder empty':
      return one.lastOrderDaysAgo === null
    case 'custom.vip is':
      return one.vip !== null && list.includes(one.vip)
    case 'custom.vip isNot':
      return one.vip === null || !list.includes(one.vip)
    default:
      throw new Error(`the model knows no ${field} ${op}`)
  }
}

const usageHolds = (one: Person, asked: Usage) =>
  one.usage.some(
    (row) =>
      row.category === asked.category &&
      (asked.usage?.includes(row.usage) ?? true) &&
      (asked.loyalty?.includes(row.loyalty) ?? true),
  )

const needHolds = (one: Person, asked: Need) =>
  one.needs.some(
    (row) =>
      (asked.category === undefined || under(row.category, asked.category)) &&
      asked.states.includes(row.state) &&
      row.daysToDue <= (asked.dueWithin ?? Number.POSITIVE_INFINITY),
  )

const offerHolds = (one: Person, asked: Offer) =>
  one.offers.some(
    (row) =>
      row.sku === asked.sku &&
      (asked.kind === undefined || row.kind === asked.kind) &&
      row.rank <= (asked.first ?? Number.POSITIVE_INFINITY),
  )

function boughtTotal(one: Person, asked: Bought, now: Date): number {
  let total = 0
  for (const order of one.orders.filter((given) => !given.cancelled && inTime(given.daysAgo, asked.within, now))) {
    const sign = order.kind === 'return' ? -1 : 1
    const lines = order.lines.filter(
      (line) =>
        (asked.category === undefined || under(line.category, asked.category)) &&
        (asked.sku === undefined || line.sku === asked.sku) &&
        (asked.brand === undefined || line.brand === asked.brand),
    )
    if (asked.measure === 'times') total += lines.length > 0 && order.kind === 'sale' ? 1 : 0
    else if (asked.measure === 'quantity') total += sum(lines.map((line) => line.quantity)) * sign
    else if (convertible(order)) total += sum(lines.map((line) => line.revenue)) * sign
  }
  return total
}

const convertible = (order: Order) => order.currency === 'CNY'

const touchedTotal = (one: Person, asked: Touched, now: Date) =>
  one.touches.filter(
    (touch) =>
      inTime(touch.daysAgo, asked.within, now) &&
      (asked.kind === undefined || touch.kind === asked.kind) &&
      (asked.channel === undefined || touch.channel === asked.channel) &&
      (asked.direction === undefined || touch.direction === asked.direction),
  ).length

function inTime(daysAgo: number, within: Within, now: Date): boolean {
  if (!within) return true
  if ('days' in within) return daysAgo <= within.days
  const day = dayText(momentOf(daysAgo, now))
  return (within.from === undefined || day >= within.from) && (within.to === undefined || day <= within.to)
}

/** The day in the company's zone. */
export const dayText = (moment: Date) =>
  new Date(Math.floor((moment.getTime() + EIGHT_HOURS) / DAY) * DAY).toISOString().slice(0, 10)

function compares(total: number, { compare, value }: { compare: string; value: string | number }): boolean {
  if (compare === 'atLeast') return total >= Number(value)
  return compare === 'atMost' ? total <= Number(value) : total === Number(value)
}

const sum = (figures: number[]) => figures.reduce((a, b) => a + b, 0)
