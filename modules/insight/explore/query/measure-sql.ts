import { type RawBuilder, sql } from 'kysely'
import type { MeasureKey } from '../catalogue-rules.ts'

/** Sums of rows: the same however they are cut. */
const SUMS = {
  revenue: { order: sql`sum(f.revenue_micro)`, line: sql`sum(f.revenue_micro)` },
  costed: {
    order: sql`sum(f.costed_revenue_micro)`,
    line: sql`sum(f.revenue_micro) filter (where f.cost_micro is not null)`,
  },
  cost: { order: sql`sum(f.cost_micro)`, line: sql`sum(f.cost_micro)` },
  discount: same(sql`sum(f.discount_micro) filter (where not f.is_return)`),
  quantity: same(sql`sum(f.quantity_milli)`),
  sold: same(sql`sum(f.revenue_micro) filter (where not f.is_return)`),
  soldQuantity: same(sql`sum(f.quantity_milli) filter (where not f.is_return)`),
  returned: same(sql`-sum(f.revenue_micro) filter (where f.is_return)`),
  anonymousRevenue: same(sql`sum(f.revenue_micro) filter (where f.is_anonymous)`),
} as const

/** Counts of orders: of lines, each order once. */
const COUNTS = {
  orders: sql`count(*) filter (where not o.is_return)`,
  purchases: sql`count(*) filter (where o.is_purchase)`,
  returns: sql`count(*) filter (where o.is_return)`,
  newCustomers: sql`count(*) filter (where o.nth = 1)`,
  anonymousOrders: sql`count(*) filter (where o.is_anonymous and not o.is_return)`,
  unratedOrders: sql`count(*) filter (where o.is_unrated)`,
} as const

function same(part: RawBuilder<unknown>) {
  return { order: part, line: part }
}

export type Base = keyof typeof SUMS | keyof typeof COUNTS | 'customers'
type Combination = Partial<Record<Base, 1 | -1>>

/** A measure: one combination of bases, or one divided by another. */
export const PARTS: Record<MeasureKey, { top: Combination; bottom?: Combination }> = {
  revenue: { top: { revenue: 1 } },
  profit: { top: { costed: 1, cost: -1 } },
  cost: { top: { cost: 1 } },
  orders: { top: { orders: 1 } },
  customers: { top: { customers: 1 } },
  newCustomers: { top: { newCustomers: 1 } },
  quantity: { top: { quantity: 1 } },
  basket: { top: { revenue: 1 }, bottom: { purchases: 1 } },
  itemsPerOrder: { top: { soldQuantity: 1 }, bottom: { orders: 1 } },
  returns: { top: { returns: 1 } },
  returnedAmount: { top: { returned: 1 } },
  returnRate: { top: { returned: 1 }, bottom: { sold: 1 } },
  discountShare: { top: { discount: 1 }, bottom: { sold: 1, discount: 1 } },
}

/** What is told beside every figure: on how many orders it rests, and what is apart. */
export const NOTES: readonly Base[] = [
  ...(['orders', 'anonymousOrders', 'anonymousRevenue', 'unratedOrders', 'revenue', 'costed'] as const),
]

export function basesOf(measure: MeasureKey): Base[] {
  const { top, bottom } = PARTS[measure]
  return [...new Set([...Object.keys(top), ...Object.keys(bottom ?? {})])] as Base[]
}

export const isCount = (base: Base): base is keyof typeof COUNTS => base in COUNTS
export const isSum = (base: Base): base is keyof typeof SUMS => base in SUMS

export const sumSql = (base: keyof typeof SUMS, level: 'order' | 'line'): RawBuilder<unknown> => SUMS[base][level]
export const countSql = (base: keyof typeof COUNTS): RawBuilder<unknown> => COUNTS[base]

/** A combination over columns named as the bases. */
export function combinedSql(combination: Combination): RawBuilder<unknown> {
  const parts = Object.entries(combination).map(([base, sign]) =>
    sign === 1 ? sql`+ coalesce(${sql.ref(base)}, 0)` : sql`- coalesce(${sql.ref(base)}, 0)`,
  )
  return sql`(0 ${sql.join(parts, sql` `)})`
}

export type Sums = Partial<Record<Base, bigint>>

/** Top and bottom of a measure from its bases; bottom is 0 for what isn't divided. */
export function partsOf(measure: MeasureKey, sums: Sums): { top: bigint; bottom: bigint } {
  const { top, bottom } = PARTS[measure]
  return { top: combined(top, sums), bottom: bottom ? combined(bottom, sums) : 0n }
}

const combined = (combination: Combination, sums: Sums) =>
  Object.entries(combination).reduce((sum, [base, sign]) => sum + BigInt(sign) * (sums[base as Base] ?? 0n), 0n)
