import { dayOf } from '#core/words/dates.ts'
import { divideRounded } from '#core/words/money.ts'
import { BANDS, type DimensionKey, LAST_NTH, type MeasureKey } from '../catalogue-rules.ts'
import type { Filter } from '../contract.ts'
import { RATES, type Shop, type ShopCustomer, type ShopLine, type ShopOrder } from './random-shop.ts'

/** A line as the cube is said to know it; told another way than by SQL. */
export interface ModelRow {
  order: ShopOrder
  /** Null: anonymous. */
  customer: ShopCustomer | null
  day: string
  month: string
  revenue: bigint
  cost: bigint | null
  discount: bigint
  quantity: bigint
  line: ShopLine | null
  isPurchase: boolean
  isUnrated: boolean
  nth: number | null
  firstMonth: string | null
  newness: string
  orderValue: number
  priceBand: number
  hour: number
}

const ZONE = 'Europe/London'
const MICRO = 1_000_000n

function converted(micro: bigint, currency: string): bigint | null {
  const rate = RATES[currency]
  return rate === undefined ? null : divideRounded(micro * BigInt(Math.round(rate * 1e6)), MICRO)
}

const bandOf = (micro: bigint) => BANDS.filter((bound) => micro >= BigInt(Math.round(bound * 1e6))).length
const isPurchase = (order: ShopOrder) =>
  order.counts && order.kind === 'sale' && order.revenue > 0n && order.takenBack < order.revenue

/** Every line of every order that counts, and one more for what an order says beyond its lines. */
export function rowsOf({ customers, orders }: Shop): ModelRow[] {
  const people = new Map(customers.map((one) => [one.id, one]))
  const lives = Map.groupBy(
    orders
      .filter((order) => isPurchase(order) && !order.anonymous)
      .toSorted((a, b) => (`${a.at}${a.order}` < `${b.at}${b.order}` ? -1 : 1)),
    (order) => order.customer,
  )
  return orders
    .filter((order) => order.counts)
    .flatMap((order) => {
      const life = order.anonymous ? [] : (lives.get(order.customer) ?? [])
      const said = order.lines.reduce((sum, line) => sum + line.revenue, 0n)
      const parts: (ShopLine | null)[] = [...order.lines]
      if (said !== order.revenue || order.lines.length === 0) parts.push(null)
      const customer = order.anonymous ? null : (people.get(order.customer) ?? null)
      const rows = parts.map(
        (line): ModelRow => ({
          ...ofOrder(order, life),
          ...ofLine(order, line, said),
          order,
          line,
          customer,
          orderValue: 0,
        }),
      )
      const value = rows.reduce((sum, row) => sum + row.revenue, 0n)
      return rows.map((row) => ({ ...row, orderValue: bandOf(value) }))
    })
}

function ofOrder(order: ShopOrder, life: readonly ShopOrder[]) {
  const day = dayOf(new Date(order.at), ZONE)
  const [first] = life
  const nth = life.findIndex((one) => one.order === order.order) + 1
  const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: ZONE })
  return {
    day,
    month: day.slice(0, 7),
    isPurchase: isPurchase(order),
    isUnrated: RATES[order.currency] === undefined && order.revenue !== 0n,
    nth: nth > 0 ? nth : null,
    firstMonth: first ? dayOf(new Date(first.at), ZONE).slice(0, 7) : null,
    newness: first ? (order.at <= first.at ? 'new' : 'returning') : '',
    hour: Number(hour.format(new Date(order.at))),
  }
}

function ofLine(order: ShopOrder, line: ShopLine | null, said: bigint) {
  const { currency } = order
  if (!line) {
    const revenue = converted(order.revenue - said, currency) ?? 0n
    return { revenue, cost: null, discount: 0n, quantity: 0n, priceBand: 0 }
  }
  const price = converted(BigInt(Math.round(line.unitPrice * 1e6)), currency) ?? 0n
  return {
    revenue: converted(line.revenue, currency) ?? 0n,
    cost: line.cost === null ? null : converted(line.cost, currency),
    discount: converted(line.discount, currency) ?? 0n,
    quantity: BigInt(Math.round(line.quantity * 1000)),
    priceBand: bandOf(price),
  }
}

const stepsOf = (path: string | null | undefined, level: number) =>
  path ? path.split('/').slice(0, level).join('/') : ''
const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1

/** `seen`: of customers out of sight nothing is known. */
export function keysOf(row: ModelRow, dimension: DimensionKey, seen: (customer: ShopCustomer) => boolean): string[] {
  const { order, line } = row
  const customer = row.customer && seen(row.customer) ? row.customer : null
  const place = order.region ?? order.country
  const known: Partial<Record<DimensionKey, () => string | number | null | undefined>> = {
    day: () => row.day,
    week: () => weekOf(row.day),
    month: () => row.month,
    quarter: () => `${row.month.slice(0, 4)}-Q${Math.ceil(Number(row.month.slice(5)) / 3)}`,
    year: () => row.month.slice(0, 4),
    weekday: () => ((new Date(`${row.day}T00:00Z`).getUTCDay() + 6) % 7) + 1,
    hour: () => row.hour,
    category1: () => stepsOf(line?.category, 1),
    category2: () => stepsOf(line?.category, 2),
    category3: () => stepsOf(line?.category, 3),
    brand: () => line?.brand,
    product: () => line?.product,
    priceBand: () => row.priceBand,
    channel: () => order.channel,
    unit: () => order.unit,
    orderValue: () => row.orderValue,
    nth: () => row.nth && Math.min(row.nth, LAST_NTH),
    newness: () => row.newness,
    country: () => stepsOf(place, 1),
    region: () => stepsOf(place, 2),
    city: () => cityOf(order, place),
    cohort: () => row.firstMonth,
    monthsSince: () => (row.firstMonth ? monthNumber(row.month) - monthNumber(row.firstMonth) : null),
    customerCountry: () => customer?.country,
    customerRegion: () => stepsOf(customer?.region, 2),
  }
  if (dimension === 'tag') return some(customer?.tags)
  if (dimension === 'segment') return some(customer?.segments.map(String))
  return [String(known[dimension]?.() ?? '')]
}

const some = (keys: string[] | undefined) => (keys && keys.length > 0 ? keys : [''])

function cityOf(order: ShopOrder, place: string | null): string {
  if (!order.city) return order.region?.split('/')[2] ? order.region : ''
  if (!place) return order.city
  return place.endsWith(`/${order.city}`) ? place : `${place}/${order.city}`
}

function weekOf(day: string): string {
  const date = new Date(`${day}T00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

export function lets(row: ModelRow, filter: Filter, seen: (customer: ShopCustomer) => boolean): boolean {
  const keys = keysOf(row, filter.dimension, seen)
  return 'in' in filter ? keys.some((key) => filter.in.includes(key)) : !keys.some((key) => filter.out.includes(key))
}

const sum = (rows: readonly ModelRow[], of: (row: ModelRow) => bigint) =>
  rows.reduce((whole, row) => whole + of(row), 0n)
const orders = (rows: readonly ModelRow[], which: (row: ModelRow) => boolean) =>
  BigInt(new Set(rows.filter(which).map((row) => row.order.order)).size)

/** Top and bottom of a measure over these rows. */
export function measured(measure: MeasureKey, rows: readonly ModelRow[]): [bigint, bigint] {
  const sold = rows.filter((row) => row.order.kind === 'sale')
  const back = rows.filter((row) => row.order.kind === 'return')
  const revenue = (some: readonly ModelRow[]) => sum(some, (row) => row.revenue)
  const costed = rows.filter((row) => row.cost !== null)
  const sales = orders(rows, (row) => row.order.kind === 'sale')
  const discount = sum(sold, (row) => row.discount)
  switch (measure) {
    case 'revenue':
      return [revenue(rows), 0n]
    case 'profit':
      return [revenue(costed) - sum(costed, (row) => row.cost ?? 0n), 0n]
    case 'cost':
      return [sum(costed, (row) => row.cost ?? 0n), 0n]
    case 'orders':
      return [sales, 0n]
    case 'customers':
      return [BigInt(new Set(rows.flatMap((row) => (row.isPurchase ? (row.customer?.id ?? []) : []))).size), 0n]
    case 'newCustomers':
      return [orders(rows, (row) => row.nth === 1), 0n]
    case 'quantity':
      return [sum(rows, (row) => row.quantity), 0n]
    case 'basket':
      return [revenue(rows), orders(rows, (row) => row.isPurchase)]
    case 'itemsPerOrder':
      return [sum(sold, (row) => row.quantity), sales]
    case 'returns':
      return [orders(rows, (row) => row.order.kind === 'return'), 0n]
    case 'returnedAmount':
      return [-revenue(back), 0n]
    case 'returnRate':
      return [-revenue(back), revenue(sold)]
    case 'discountShare':
      return [discount, revenue(sold) + discount]
  }
}
