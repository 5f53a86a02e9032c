import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { dayOf, daysBetween } from '#core/words/dates.ts'
import { formatDecimal } from '#core/words/money.ts'
import { presentCustomer } from '../customer/present-customer.ts'
import type { CustomerListRow } from './contract.ts'
import type { FilterScene } from './filter-scene.ts'

/** A row as the database gives it. */
export interface StoredRow
  extends Omit<
    CustomerListRow,
    | 'revenue'
    | 'profit'
    | 'currency'
    | 'expectedOrders30'
    | 'expectedOrders90'
    | 'expectedValue'
    | 'expectedValue30'
    | 'expectedValue90'
    | 'lifetimeValue'
    | 'recencyDays'
    | 'firstOrderAt'
    | 'lastOrderAt'
    | 'lastInteractionAt'
    | 'createdAt'
  > {
  revenueMicro: bigint
  profitMicro: bigint
  revenueKnown: boolean
  profitKnown: boolean
  expectedMicro: bigint | null
  /** Of the next 30, 90 and 365 days; null: no prediction. */
  ordersEach: number[] | null
  /** Big numbers in arrays come as texts. */
  valueEach: string[] | null
  lifetimeMicro: bigint | null
  firstOrderAt: Date | null
  lastOrderAt: Date | null
  lastInteractionAt: Date | null
  createdAt: Date
}

/** Of `people`. */
export const rowColumns = sql`
  c.customer_id as id, customers.called(c.customer_id, c.name, c.company) as name, c.stage, c.kind, c.class, c.email, c.phone, c.gender, c.birthday, c.country,
  c.region_path as "regionPath", c.city, c.company, c.tags, c.owner_staff_id as "ownerStaffId", c.unit_ids as "unitIds",
  c.segment_ids as "segmentIds", c.custom, c.orders_count as "ordersCount", c.revenue_micro as "revenueMicro",
  c.profit_micro as "profitMicro", c.revenue_known as "revenueKnown", c.profit_known as "profitKnown", c.returns_count as "returnsCount", c.complaints_count as "complaintsCount",
  c.recency_score as "recencyScore", c.frequency_score as "frequencyScore", c.money_score as "moneyScore",
  p.potential_score as "potentialScore", p.churn_percent as "churnRisk", p.churn_level as "churnLevel", p.active_percent as active,
  p.expected_orders as "expectedOrders", p.expected_value_micro as "expectedMicro", p.clv_micro as "lifetimeMicro",
  n.next_purchase_on as "nextPurchase",
  (select s.basket_score from facts.customer_scores s where s.customer_id = c.customer_id) as "basketScore",
  p.orders_each as "ordersEach", p.value_each_micro as "valueEach",
  c.first_order_at as "firstOrderAt", c.last_order_at as "lastOrderAt", c.last_interaction_at as "lastInteractionAt",
  c.quality, c.gaps, c.created_at as "createdAt", c.source`

export interface Shown {
  scene: FilterScene
  currency: string
  seesProfit: boolean
  /** Segments whose members the caller may not know. */
  hiddenSegments: ReadonlySet<number>
}

/** A row as this caller may see it. */
export function presentRow(ctx: Context, row: StoredRow, shown: Shown): CustomerListRow {
  const { scene, currency, hiddenSegments } = shown
  const { revenueMicro, profitMicro, revenueKnown, profitKnown, lastOrderAt, ...known } = presentCustomer(ctx, row)
  const { expectedMicro, lifetimeMicro, ordersEach, valueEach, ...rest } = known
  const worth = (micro: bigint | string | null | undefined) =>
    shown.seesProfit && micro !== null && micro !== undefined ? formatDecimal(BigInt(micro), currency) : null
  return {
    ...rest,
    segmentIds: row.segmentIds.filter((id) => !hiddenSegments.has(id)),
    currency,
    revenue: revenueKnown ? formatDecimal(revenueMicro, currency) : null,
    profit: profitKnown && shown.seesProfit ? formatDecimal(profitMicro, currency) : null,
    expectedOrders30: hundredths(ordersEach?.[0]),
    expectedOrders90: hundredths(ordersEach?.[1]),
    expectedValue: worth(expectedMicro),
    expectedValue30: worth(valueEach?.[0]),
    expectedValue90: worth(valueEach?.[1]),
    lifetimeValue: worth(lifetimeMicro),
    recencyDays: lastOrderAt && daysBetween(dayOf(lastOrderAt, scene.zone), scene.today),
    firstOrderAt: row.firstOrderAt?.toISOString() ?? null,
    lastOrderAt: lastOrderAt?.toISOString() ?? null,
    lastInteractionAt: row.lastInteractionAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}

const hundredths = (count: number | undefined) => (count === undefined ? null : Math.round(100 * count) / 100)
