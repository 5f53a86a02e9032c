import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import { formatDecimal } from '#core/words/money.ts'
import { looksDeceptive } from '../identity/looks-deceptive.ts'
import { mergedAlready } from '../merge/merged-already.ts'
import { seesProfit } from './masked-for.ts'
import { identityIdOf, maskOfIdentity, presentCustomer, shown } from './present-customer.ts'
import { presentPredictions } from './present-predictions.ts'
import { type AddressRow, type IdentityRow, type RecordRow, readRecord } from './read-record.ts'
import type { CustomerReply } from './record-reply.ts'

/** Nothing was ever sold, so the amounts are all nothing; they still need a currency to be written in. */
const NO_ORDERS_YET = 'CNY'
const DAY_MS = 86_400_000

/** A customer as the page shows it, masked as the caller's role demands. @throws 404 `customer_not_found`, 410 `customer_merged`. */
export async function findCustomer(ctx: Context, input: { customerId: string }): Promise<CustomerReply> {
  const row = await readRecord(ctx, input.customerId)
  if (!row) throw notFound('customer')
  if (row.merged_into) throw mergedAlready(row.merged_into)
  return present(ctx, row, row.currency ?? NO_ORDERS_YET)
}

function present(ctx: Context, row: RecordRow, currency: string): CustomerReply {
  const { version, stage, kind, gender, country, city, company, tags, source } = row
  const visible = presentCustomer(ctx, row)
  return {
    id: row.customer_id,
    version,
    stage,
    kind,
    name: visible.name,
    called: shown(ctx, 'name', row.called),
    class: row.class,
    email: visible.email,
    phone: visible.phone,
    gender,
    birthday: visible.birthday,
    country,
    regionPath: row.region_path,
    city,
    address: visible.address,
    postcode: visible.postcode,
    company,
    tags,
    custom: visible.custom,
    unitIds: row.unit_ids,
    segmentIds: row.segment_ids,
    ownerStaffId: row.owner_staff_id,
    source,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    archivedAt: iso(row.archived_at),
    lastInteractionAt: iso(row.last_interaction_at),
    metrics: metricsOf(row, currency, ctx),
    predictions: presentPredictions(row, seesProfit(ctx)),
    identities: row.identities.map((identity) => identityOf(ctx, row.customer_id, identity)),
    addresses: row.addresses.map((address) => addressOf(ctx, address)),
    relations: row.relations.map((relation) => ({ ...relation, name: shown(ctx, 'name', relation.name) })),
    consents: row.consents,
    masked: [...ctx.scope.masked],
  }
}

const iso = (moment: Date | null) => moment?.toISOString() ?? null

function metricsOf(row: RecordRow, currency: string, ctx: Context): CustomerReply['metrics'] {
  const last = row.last_order_at
  const expected = (micro: bigint | null) =>
    micro === null || !seesProfit(ctx) ? null : formatDecimal(micro, currency)
  return {
    orders: row.orders_count,
    returns: row.returns_count,
    complaints: row.complaints_count,
    revenue: formatDecimal(row.revenue_micro, currency),
    profit: row.profit_micro === null || !seesProfit(ctx) ? null : formatDecimal(row.profit_micro, currency),
    currency,
    firstOrderAt: iso(row.first_order_at),
    lastOrderAt: iso(last),
    recencyDays:
      row.recency_days ?? (last ? Math.max(0, Math.floor((ctx.now.getTime() - last.getTime()) / DAY_MS)) : null),
    r: row.recency_score,
    f: row.frequency_score,
    m: row.money_score,
    b: row.basket_score,
    class: row.class,
    potential: row.potential_score,
    active: row.active_percent,
    churnRisk: row.churn_percent,
    churnLevel: row.churn_level,
    expectedOrders: row.expected_orders,
    expectedValue: expected(row.expected_value_micro),
    lifetimeValue: expected(row.lifetime_value_micro),
    nextPurchase: row.next_purchase_on,
  }
}

function identityOf(ctx: Context, customerId: string, row: IdentityRow): CustomerReply['identities'][number] {
  const of = maskOfIdentity(row.kind)
  return {
    identityId: identityIdOf(ctx, customerId, row.kind, row.source, row.key),
    kind: row.kind,
    source: row.source,
    value: of ? shown(ctx, of, row.value) : row.value,
    isPrimary: row.isPrimary,
    isDeceptive: looksDeceptive(row.value),
    verifiedAt: row.verifiedAt,
    createdAt: row.createdAt,
  }
}

const addressOf = (ctx: Context, row: AddressRow): CustomerReply['addresses'][number] => ({
  ...row,
  recipient: shown(ctx, 'name', row.recipient),
  phone: shown(ctx, 'phone', row.phone),
  street: shown(ctx, 'address', row.street),
  postcode: shown(ctx, 'address', row.postcode),
})
