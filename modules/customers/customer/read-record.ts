import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { runPrepared } from '#core/database/prepared.ts'
import { people } from '../list/people.ts'
import { maskedFor } from './masked-for.ts'
import { type PredictedRow, predictedColumns } from './present-predictions.ts'

export interface RecordRow extends PredictedRow {
  customer_id: string
  called: string
  version: number
  stage: string
  merged_into: string | null
  kind: string
  name: string
  class: string | null
  email: string | null
  phone: string | null
  gender: string | null
  birthday: string | null
  country: string | null
  region_path: string | null
  city: string | null
  address: string | null
  postcode: string | null
  company: string | null
  tags: string[]
  custom: Record<string, unknown>
  unit_ids: number[]
  segment_ids: number[]
  owner_staff_id: string | null
  source: string
  created_at: Date
  changed_at: Date
  archived_at: Date | null
  last_interaction_at: Date | null
  orders_count: number
  returns_count: number
  complaints_count: number
  revenue_micro: bigint
  profit_micro: bigint | null
  first_order_at: Date | null
  last_order_at: Date | null
  recency_score: number | null
  frequency_score: number | null
  money_score: number | null
  basket_score: number | null
  currency: string | null
  recency_days: number | null
  potential_score: number | null
  active_percent: number | null
  churn_percent: number | null
  churn_level: string | null
  expected_orders: number | null
  expected_value_micro: bigint | null
  lifetime_value_micro: bigint | null
  next_purchase_on: string | null
  identities: IdentityRow[]
  addresses: AddressRow[]
  relations: { otherId: string; name: string; class: string | null; kind: string; note: string | null }[]
  consents: {
    channel: string
    purpose: string
    state: 'given' | 'withdrawn'
    at: string
    source: string
    textVersion: string | null
  }[]
}

export interface IdentityRow {
  kind: string
  source: string
  key: string
  value: string
  isPrimary: boolean
  verifiedAt: string | null
  createdAt: string
}

export interface AddressRow {
  addressId: string
  purpose: string
  recipient: string | null
  phone: string | null
  country: string | null
  region: string | null
  city: string | null
  street: string | null
  postcode: string | null
  version: number
}

// Taken from the source, not from the copies that lists sort by: those follow a moment later. Orders, the first and the
// last of them are purchases, as in lists and scores.
const METRICS = sql`
  select coalesce(sum(sales), 0)::int as orders_count, coalesce(sum(returns), 0)::int as returns_count,
    coalesce(s.currency, (array_agg(currency order by orders desc, currency))[1],
      (select n.currency from facts.orders n order by n.ordered_at desc, n.order_id desc limit 1)) as currency,
    coalesce(case when s.currency is null then (array_agg(revenue order by orders desc, currency))[1]
      else sum(revenue) filter (where currency = s.currency) end, 0)::bigint as revenue_micro,
    min(first) as first_order_at, max(last) as last_order_at
  from (
    select currency, count(*) as orders, count(*) filter (where is_purchase) as sales,
      count(*) filter (where counts and kind = 'return') as returns,
      coalesce(sum(revenue_micro) filter (where counts), 0) as revenue,
      min(ordered_at) filter (where is_purchase) as first,
      max(ordered_at) filter (where is_purchase) as last
    from facts.orders o where o.customer_id = c.customer_id group by currency
  ) by_currency`

// Orders of other units can't be read inside a unit's scope, but the person's figures are one's as a whole, as in lists
// and scores: there the copies stand in.
const COPIES = sql`
  select c.orders_count, c.returns_count, coalesce(s.currency, k.currency) as currency, c.revenue_micro,
    c.first_order_at, c.last_order_at
  from facts.company_currency k`

// A segment that rests on a masked field would tell by its members what the field says.
const segmentIds = (ctx: Context) =>
  maskedFor(ctx).size === 0
    ? sql`c.segment_ids`
    : sql`array(select s.segment_id from customers.segments s
        where s.segment_id = any(c.segment_ids) and not s.masks && ${[...maskedFor(ctx)]}::text[])`

/** Everything the head of a customer's page needs, in one question. Null: absent, anonymous or out of scope. */
export async function readRecord(ctx: Context, customerId: string): Promise<RecordRow | null> {
  const query = sql<RecordRow>`
    select c.customer_id, customers.called(c.customer_id, c.name, c.company) as called, c.version, c.stage, c.merged_into, c.kind, c.name, c.email, c.phone, c.gender, c.birthday, c.country,
      c.region_path, c.city, c.address, c.postcode, c.company, c.tags, c.custom, c.unit_ids, ${segmentIds(ctx)} as segment_ids,
      c.owner_staff_id, c.source, c.created_at, c.changed_at, c.archived_at, c.last_interaction_at, c.complaints_count,
      p.potential_score, p.active_percent, p.churn_percent, p.churn_level, p.expected_orders, p.expected_value_micro,
      p.clv_micro as lifetime_value_micro, n.next_purchase_on, ${predictedColumns},
      m.*, s.recency_score, s.frequency_score, s.money_score, s.basket_score, s.class, s.profit_micro,
      s.recency_days,
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'source', source, 'key', value_key, 'value', value,
          'isPrimary', is_primary and (origin_id is null or not exists (
            select from customers.identities own where own.customer_id = c.customer_id and own.kind = i.kind
              and own.is_primary and own.origin_id is null)), 'verifiedAt', customers.iso(verified_at), 'createdAt', customers.iso(created_at))
          order by kind, is_primary desc, created_at, value_key)
        from customers.identities i where customer_id = c.customer_id and kind not in ('name', 'visitor')), '[]') as identities,
      coalesce((select jsonb_agg(jsonb_build_object('addressId', address_id, 'purpose', purpose, 'recipient', recipient,
          'phone', phone, 'country', country, 'region', region, 'city', city, 'street', street, 'postcode', postcode,
          'version', version) order by created_at)
        from customers.addresses where customer_id = c.customer_id), '[]') as addresses,
      coalesce((select jsonb_agg(jsonb_build_object('otherId', r.other_id, 'name', o.name, 'class', o.class,
          'kind', r.kind, 'note', r.note) order by r.kind, o.name_sort)
        from customers.relations r join customers.customers o on o.customer_id = r.other_id and o.stage <> 'merged'
        where r.customer_id = c.customer_id), '[]') as relations,
      coalesce((select jsonb_agg(jsonb_build_object('channel', channel, 'purpose', purpose, 'state', state,
          'at', customers.iso(at), 'source', source, 'textVersion', text_version) order by channel, purpose)
        from customers.standing_consents(c.customer_id)), '[]') as consents
    from ${people} left join facts.customer_scores s on s.customer_id = c.customer_id
    cross join lateral (${ctx.scope.units === 'all' ? METRICS : COPIES}) m
    where c.customer_id = ${customerId}::uuid and c.stage <> 'anonymous'`
  const { rows } = await runPrepared(ctx, query)
  return rows[0] ?? null
}
