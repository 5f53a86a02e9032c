import { sql } from 'kysely'
import { GAPS } from '../cleaning/quality/quality-of.ts'
import type { MaskClass } from '../customer/present-customer.ts'
import type { Field } from './field.ts'
import { type FieldKind, operator, operators } from './operators.ts'
import type { SqlPart } from './sql-part.ts'
import { values } from './values.ts'

interface Extra {
  mask?: MaskClass | 'profit'
  known?: SqlPart
  choices?: readonly string[]
}

const field = (key: string, kind: FieldKind, column: SqlPart, extra: Extra = {}): Field => ({
  key,
  kind,
  column,
  operators: operators[kind],
  ...extra,
})

/** A figure that a row beside the customer always has: who has none has no row, which the database finds out at once. */
const beside = (id: SqlPart, of: Field): Field => {
  const absence = {
    empty: operator(values.none, () => sql`${id} is null`),
    filled: operator(values.none, () => sql`${id} is not null`),
  }
  const kept = Object.entries(of.operators).map(([name, one]) => [name, absence[name as keyof typeof absence] ?? one])
  return { ...of, operators: Object.fromEntries(kept) }
}

/** What is expected of a customer. */
export const predictedFields: readonly Field[] = [
  ...[
    field('potentialScore', 'score', sql`p.potential_score`),
    field('churnRisk', 'number', sql`p.churn_percent`),
    field('churnLevel', 'choiceOrNone', sql`p.churn_level`, { choices: ['low', 'medium', 'high'] }),
    field('active', 'number', sql`p.active_percent`),
    field('expectedOrders', 'number', sql`p.expected_orders`),
    field('expectedValue', 'money', sql`p.expected_value_micro`, { mask: 'profit' }),
    field('lifetimeValue', 'money', sql`p.clv_micro`, { mask: 'profit' }),
  ].map((one) => beside(sql`p.customer_id`, one)),
  ...[
    field('nextPurchase', 'day', sql`n.next_purchase_on`),
    field('daysToPurchase', 'ahead', sql`n.next_purchase_on`),
  ].map((one) => beside(sql`n.customer_id`, one)),
]

/** Every field of a customer that can be filtered by, of `people`. Each is served by an index; see the migration of lists. */
export const fields: readonly Field[] = [
  field('name', 'name', sql`c.name_sort`, { mask: 'name' }),
  field('stage', 'choice', sql`c.stage`, { choices: ['lead', 'customer'] }),
  field('kind', 'choice', sql`c.kind`, { choices: ['person', 'organisation', 'household'] }),
  field('email', 'email', sql`c.email`, { mask: 'email' }),
  field('phone', 'phone', sql`c.phone`, { mask: 'phone' }),
  field('gender', 'choiceOrNone', sql`c.gender`, { choices: ['female', 'male', 'other'] }),
  field('birthday', 'day', sql`c.birthday`, { mask: 'birthday' }),
  field('birthdayMonth', 'month', sql`extract(month from c.birthday)::int`, { mask: 'birthday' }),
  field('country', 'choiceOrNone', sql`(c.country collate "C")`),
  field('region', 'region', sql`c.region_path`),
  field('city', 'text', sql`(c.city collate "C")`),
  field('company', 'text', sql`(c.company collate "C")`),
  field('tags', 'tags', sql`c.tags`),
  field('owner', 'staff', sql`c.owner_staff_id`),
  field('unit', 'units', sql`c.unit_ids`),
  field('source', 'choice', sql`(c.source collate "C")`),
  field('created', 'moment', sql`c.created_at`),
  field('lastOrder', 'moment', sql`c.last_order_at`),
  field('firstOrder', 'moment', sql`c.first_order_at`),
  field('recency', 'age', sql`c.last_order_at`),
  field('lastInteraction', 'moment', sql`c.last_interaction_at`),
  field('orders', 'number', sql`c.orders_count`),
  field('revenue', 'money', sql`c.revenue_micro`, { known: sql`c.revenue_known` }),
  field('profit', 'money', sql`c.profit_micro`, { mask: 'profit', known: sql`c.profit_known` }),
  field('returns', 'number', sql`c.returns_count`),
  field('complaints', 'number', sql`c.complaints_count`),
  field('class', 'choiceOrNone', sql`c.class`, { choices: ['key', 'worth_winning', 'dispensable'] }),
  field('recencyScore', 'score', sql`c.recency_score`),
  field('frequencyScore', 'score', sql`c.frequency_score`),
  field('moneyScore', 'score', sql`c.money_score`),
  ...predictedFields,
  field('quality', 'number', sql`c.quality`),
  field('gap', 'gaps', sql`c.gaps`, { choices: GAPS }),
]

/**
 * What only segments ask: figures that the table of customers doesn't hold, so no index serves them. Lists show them as columns, and
 * a segment of them is a filter of every list.
 */
export const segmentOnlyFields: readonly Field[] = [
  field(
    'basketScore',
    'score',
    sql`(select s.basket_score from facts.customer_scores s where s.customer_id = c.customer_id)`,
  ),
  field('expectedOrders30', 'decimal', sql`p.orders_each[1]`),
  field('expectedOrders90', 'decimal', sql`p.orders_each[2]`),
  field('expectedValue30', 'money', sql`p.value_each_micro[1]`, { mask: 'profit' }),
  field('expectedValue90', 'money', sql`p.value_each_micro[2]`, { mask: 'profit' }),
]

/** Segments by membership; only for lists, segments ask each other in their own way. */
export const segmentField: Field = field('segment', 'segments', sql`c.customer_id`)
