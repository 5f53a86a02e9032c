import { sql } from 'kysely'
import { z } from 'zod'
import type { MaskClass } from '../customer/present-customer.ts'
import type { SqlPart } from './sql-part.ts'

/** What lists can be sorted by: only what an index of the migrations serves, in both directions. */
export interface Sort {
  column: SqlPart
  /** The customer, in the table of the column: its index has both. `c.customer_id` unless given. */
  id?: SqlPart
  /** What a cursor keeps of a row. */
  asText(column: SqlPart): SqlPart
  /** A cursor's value, bound with its type. */
  bind(value: string): SqlPart
  /** What a cursor's value must look like. */
  value: z.ZodType<string>
  nullable: boolean
  /** How its index puts rows without a value: at the end of the descending order, where the default is the beginning. */
  emptyLast?: boolean
  mask?: MaskClass | 'profit'
}

const number = {
  asText: (column: SqlPart) => sql`${column}::text`,
  bind: (value: string) => sql`${value}::bigint`,
  value: z.string().regex(/^-?\d{1,18}$/),
}
/** Whole microseconds, because a cursor must not lose any. */
const moment = {
  asText: (column: SqlPart) => sql`(extract(epoch from ${column}) * 1000000)::bigint::text`,
  bind: (value: string) => sql`(timestamptz 'epoch' + ${value}::bigint * interval '1 microsecond')`,
  value: z.string().regex(/^-?\d{1,16}$/),
}
const day = {
  asText: (column: SqlPart) => sql`${column}::text`,
  bind: (value: string) => sql`${value}::date`,
  // PostgreSQL knows no year 0.
  value: z.iso.date().refine((given) => given >= '1900-01-01', 'before 1900'),
}
const text = {
  asText: (column: SqlPart) => column,
  bind: (value: string) => sql`${value}::text`,
  value: z.string().max(300),
}

const ofPrediction = sql`p.customer_id`

export const sorts = {
  name: { column: sql`c.name_sort`, ...text, nullable: false, mask: 'name' },
  created: { column: sql`c.created_at`, ...moment, nullable: false },
  lastOrder: { column: sql`c.last_order_at`, ...moment, nullable: true, emptyLast: true },
  firstOrder: { column: sql`c.first_order_at`, ...moment, nullable: true },
  lastInteraction: { column: sql`c.last_interaction_at`, ...moment, nullable: true, emptyLast: true },
  region: { column: sql`c.region_path`, ...text, nullable: true },
  orders: { column: sql`c.orders_count`, ...number, nullable: false },
  revenue: { column: sql`c.revenue_micro`, ...number, nullable: false },
  profit: { column: sql`c.profit_micro`, ...number, nullable: false, mask: 'profit' },
  returns: { column: sql`c.returns_count`, ...number, nullable: false },
  complaints: { column: sql`c.complaints_count`, ...number, nullable: false },
  churnRisk: { column: sql`p.churn_percent`, id: ofPrediction, ...number, nullable: true, emptyLast: true },
  expectedValue: {
    column: sql`p.expected_value_micro`,
    id: ofPrediction,
    ...number,
    nullable: true,
    emptyLast: true,
    mask: 'profit',
  },
  lifetimeValue: {
    column: sql`p.clv_micro`,
    id: ofPrediction,
    ...number,
    nullable: true,
    emptyLast: true,
    mask: 'profit',
  },
  nextPurchase: { column: sql`n.next_purchase_on`, id: sql`n.customer_id`, ...day, nullable: true },
  quality: { column: sql`c.quality`, ...number, nullable: true },
} as const satisfies Record<string, Sort>

export type SortKey = keyof typeof sorts
export const sortKeys = Object.keys(sorts) as SortKey[]
