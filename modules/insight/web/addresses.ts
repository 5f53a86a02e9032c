import { addDays } from '#core/words/dates.ts'

/** Addresses of other rooms' lists with the filters that hold what a figure counts. Absent values are left out. */
function address(path: string, filters: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(filters))
    if (value !== undefined && value !== '') search.set(key, String(value))
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

export interface CustomerFilters {
  class?: string
  revenue?: string
  recencyScore?: number
  frequencyScore?: number
  moneyScore?: number
  potentialScore?: number
  churnLevel?: string
  region?: string
  unit?: string | undefined
  /** Range of days: `2026-01-01..2026-01-31`. */
  firstOrder?: string
  nextPurchase?: string
  sort?: string
}

export const customersAt = (filters: CustomerFilters): string => address('/customers', { ...filters })

export interface OrderFilters {
  orderedAt?: string
  channel?: string
  region?: string
  unit?: string | undefined
  kind?: string
  customerId?: string
}

/** Orders whose amounts count, as in every figure here. */
export const ordersAt = (filters: OrderFilters): string => address('/orders', { counts: 'yes', ...filters })

export const productsAt = (category: string): string => address('/products', { category })

export const days = (from: string, to: string): string => `${from}..${to}`

/** The last day of the month a day is in. */
export function monthEnd(day: string): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + 1, 0)
  return date.toISOString().slice(0, 10)
}

/**
 * Who bought in a month and had bought before it: no filter of the list says that, so it opens as the condition of a new
 * segment, with its size and its members.
 */
export function returningAt({ month, unit, name }: { month: string; unit?: string | undefined; name: string }): string {
  const within = { from: month, to: monthEnd(month) }
  const condition = {
    all: [
      { bought: { measure: 'times', compare: 'atLeast', value: '1', within } },
      { field: 'firstOrder', op: 'between', value: [null, addDays(month, -1)] },
      ...(unit ? [{ field: 'unit', op: 'is', value: [Number(unit)] }] : []),
    ],
  }
  return address('/segments/new', { name, condition: JSON.stringify(condition) })
}

/** One cell of a category's grid. */
export interface UsageCell {
  category: string
  usage: string
  loyalty: string
  unit?: string | undefined
}

export const usageCustomersAt = (cell: UsageCell): string => address('/insight/usage/customers', { ...cell })

/** A new segment of the customers of a cell. */
export function usageSegmentAt({ category, usage, loyalty, unit }: UsageCell, name: string): string {
  const asked = { usage: { category, usage: [usage], loyalty: [loyalty] } }
  const condition = unit ? { all: [asked, { field: 'unit', op: 'is', value: [Number(unit)] }] } : asked
  return address('/segments/new', { name, condition: JSON.stringify(condition) })
}

/** A new segment of customers whose next purchase of a category stands so and is due within so many days; without a category, of any. */
export function needSegmentAt(asked: {
  category?: string | undefined
  states: readonly string[]
  dueWithin?: number | undefined
  unit?: string | undefined
  name: string
}): string {
  const need = {
    need: { ...(asked.category && { category: asked.category }), states: asked.states, dueWithin: asked.dueWithin },
  }
  const condition = asked.unit ? { all: [need, { field: 'unit', op: 'is', value: [Number(asked.unit)] }] } : need
  return address('/segments/new', { name: asked.name, condition: JSON.stringify(condition) })
}

/** A new segment of customers whom a product would be offered, whether it is new to them or they may buy it again. */
export const offerSegmentAt = (sku: string, name: string): string =>
  address('/segments/new', { name, condition: JSON.stringify({ offer: { sku } }) })

/** A new segment of customers whose next purchase of anything is expected within so many days, whichever day it is. */
export function nextPurchaseSegmentAt(asked: { days: number; unit?: string | undefined; name: string }): string {
  const coming = { field: 'daysToPurchase', op: 'between', value: [1, asked.days] }
  const condition = asked.unit ? { all: [coming, { field: 'unit', op: 'is', value: [Number(asked.unit)] }] } : coming
  return address('/segments/new', { name: asked.name, condition: JSON.stringify(condition) })
}

interface BoughtFilters {
  category?: string
  sku?: string
  within: { days: number } | { from: string; to: string }
  name: string
}

/** Who bought something of a category, or a product, in a time: as the condition of a new segment. */
export function boughtAt({ category, sku, within, name }: BoughtFilters): string {
  const what = { ...(category && { category }), ...(sku && { sku }) }
  const condition = { bought: { ...what, measure: 'times', compare: 'atLeast', value: '1', within } }
  return address('/segments/new', { name, condition: JSON.stringify(condition) })
}

interface Goods {
  key: string
  sku: string | null
}

/**
 * Who bought all of `left` within so many days and nothing of `right`, as the condition of a new segment. Products are
 * named by their SKU, categories by their path.
 */
export function boughtWithoutAt(asked: { left: readonly Goods[]; right: Goods; days: number; name: string }): string {
  const bought = ({ key, sku }: Goods, compare: 'atLeast' | 'exactly', value: string) => ({
    bought: {
      ...(sku === null ? { category: key } : { sku }),
      measure: 'times',
      compare,
      value,
      within: { days: asked.days },
    },
  })
  const condition = {
    all: [...asked.left.map((one) => bought(one, 'atLeast', '1')), bought(asked.right, 'exactly', '0')],
  }
  return address('/segments/new', { name: asked.name, condition: JSON.stringify(condition) })
}
