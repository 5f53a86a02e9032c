import { sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import type { ExportColumn, ExportPart } from '#core/files/export-part.ts'
import { readSetting } from '#core/settings.ts'
import { shortestDecimal } from '#core/words/money.ts'
import { shown } from '../customer/present-customer.ts'
import { REVERTED } from '../import/import-consents.ts'
import { people } from '../list/people.ts'
import { shownCurrency } from '../metrics/shown-currency.ts'
import { presentContact } from './contacts-for-export.ts'
import { type CustomersWanted, wantedCondition } from './customers-wanted.ts'
import { placeCells } from './place-cells.ts'
import { predictionCells, predictionColumns } from './prediction-cells.ts'
import { referenceSql } from './reference-sql.ts'

const SEES_PROFIT = 'orders.profit'

/** Columns of a customer file: those that an import reads, and behind them what the house found out, which it leaves alone. */
export const customerExportColumns: readonly ExportColumn[] = [
  { name: 'customer_ref' },
  { name: 'name', mask: 'name' },
  { name: 'email', mask: 'email' },
  { name: 'phone', mask: 'phone' },
  { name: 'gender' },
  { name: 'birthday', mask: 'birthday' },
  { name: 'country' },
  { name: 'region' },
  { name: 'city' },
  { name: 'address', mask: 'address' },
  { name: 'postcode', mask: 'address' },
  { name: 'company' },
  { name: 'card_number', mask: 'card' },
  { name: 'tags' },
  { name: 'consent_email' },
  { name: 'consent_sms' },
  { name: 'created_at' },
  { name: 'class' },
  { name: 'recency_score', isNumber: true },
  { name: 'frequency_score', isNumber: true },
  { name: 'money_score', isNumber: true },
  { name: 'quality', isNumber: true },
  { name: 'potential_score', isNumber: true },
  { name: 'active_percent', isNumber: true },
  { name: 'churn_percent', isNumber: true },
  { name: 'churn_level' },
  { name: 'expected_orders_365', isNumber: true },
  { name: 'next_purchase_on' },
  { name: 'last_order_at' },
  { name: 'orders', isNumber: true },
  { name: 'revenue', isNumber: true },
  { name: 'profit', isNumber: true, needs: SEES_PROFIT },
  { name: 'expected_value_365', isNumber: true, needs: SEES_PROFIT },
  { name: 'lifetime_value', isNumber: true, needs: SEES_PROFIT },
  { name: 'currency' },
  ...predictionColumns,
]

interface Row {
  id: string
  reference: string
  name: string
  email: string | null
  phone: string | null
  gender: string | null
  birthday: string | null
  country: string | null
  regionPath: string | null
  city: string | null
  address: string | null
  postcode: string | null
  company: string | null
  card: string | null
  tags: string[]
  consentEmail: boolean | null
  consentSms: boolean | null
  createdAt: Date
  class: string | null
  recencyScore: number | null
  frequencyScore: number | null
  moneyScore: number | null
  quality: number | null
  potentialScore: number | null
  active: number | null
  churnRisk: number | null
  churnLevel: string | null
  expectedOrders: number | null
  nextPurchase: string | null
  expectedMicro: bigint | null
  lifetimeMicro: bigint | null
  lastOrderAt: Date | null
  ordersCount: number
  revenueMicro: bigint
  /** Null: some costs are not known. */
  profitMicro: bigint | null
}

const card = sql`(select i.value from customers.identities i where i.customer_id = c.customer_id and i.kind = 'card'
  order by i.is_primary desc, i.created_at, i.value_key limit 1)`

/** Null also where an import was taken back: nothing was said since. */
const consent = (channel: string) => sql`(
  select case when s.source <> ${REVERTED} then s.state = 'given' end from customers.standing_consents(c.customer_id) s
  where s.channel = ${channel} and s.purpose = 'marketing')`

/**
 * The next customers of a file in the order of their ids, masked as the caller sees them. `after` null: the first.
 * @throws as the list does for the same restriction.
 */
export async function listForExport(
  ctx: Context,
  wanted: CustomersWanted,
  after: string[] | null,
  limit: number,
): Promise<ExportPart> {
  const where = await wantedCondition(ctx, wanted)
  const country = await readSetting(ctx, homeCountry)
  const { rows } = await sql<Row>`
    select c.customer_id as id, ${referenceSql(wanted.source)} as reference, c.name, c.email, c.phone, c.gender,
      c.birthday, c.country, c.region_path as "regionPath", c.city, c.address, c.postcode, c.company, ${card} as card,
      c.tags, ${consent('email')} as "consentEmail", ${consent('sms')} as "consentSms", c.created_at as "createdAt",
      c.class, c.recency_score as "recencyScore", c.frequency_score as "frequencyScore", c.money_score as "moneyScore", c.quality,
      p.potential_score as "potentialScore", p.active_percent as active, p.churn_percent as "churnRisk", p.churn_level as "churnLevel",
      p.expected_orders as "expectedOrders", n.next_purchase_on as "nextPurchase",
      p.expected_value_micro as "expectedMicro", p.clv_micro as "lifetimeMicro",
      c.last_order_at as "lastOrderAt", c.orders_count as "ordersCount", c.revenue_micro as "revenueMicro",
      s.profit_micro as "profitMicro"
    from ${people} left join facts.customer_scores s on s.customer_id = c.customer_id
    where c.listed and ${where} ${after ? sql`and c.customer_id > ${after[0]}::uuid` : sql``}
    order by c.customer_id limit ${limit}`.execute(ctx.db)
  const figuresOf = await figureCells(ctx)
  const predictedOf = await predictionCells(
    ctx,
    rows.map((row) => row.id),
  )
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    rows: rows.map((row) => [
      ...cellsOf({ ...presentContact(ctx, row, country), card: shown(ctx, 'card', row.card) }),
      ...figuresOf(row),
      ...predictedOf(row.id),
    ]),
    next: last ? [last.id] : null,
  }
}

const yesNo = (value: boolean | null) => (value === null ? '' : value ? 'yes' : 'no')

const cellsOf = (row: Row): string[] => [
  row.reference,
  row.name,
  row.email ?? '',
  row.phone ?? '',
  row.gender ?? '',
  row.birthday ?? '',
  ...placeCells(row),
  row.address ?? '',
  row.postcode ?? '',
  row.company ?? '',
  row.card ?? '',
  row.tags.join(';'),
  yesNo(row.consentEmail),
  yesNo(row.consentSms),
  row.createdAt.toISOString(),
]

/** Class and scores; amounts are of the whole company, so they stay empty for those who see some units only. */
async function figureCells(ctx: Context): Promise<(row: Row) => string[]> {
  const seesAll = ctx.scope.units === 'all'
  const seesProfit = seesAll && may(ctx.actor, SEES_PROFIT)
  const currency = seesAll ? await shownCurrency(ctx) : ''
  return (row) => [
    row.class ?? '',
    ...[
      row.recencyScore,
      row.frequencyScore,
      row.moneyScore,
      row.quality,
      row.potentialScore,
      row.active,
      row.churnRisk,
    ].map((score) => score?.toString() ?? ''),
    row.churnLevel ?? '',
    row.expectedOrders?.toString() ?? '',
    row.nextPurchase ?? '',
    ...(seesAll
      ? [row.lastOrderAt?.toISOString() ?? '', row.ordersCount.toString(), shortestDecimal(row.revenueMicro)]
      : ['', '', '']),
    ...[row.profitMicro, row.expectedMicro, row.lifetimeMicro].map((micro) =>
      seesProfit && micro !== null ? shortestDecimal(micro) : '',
    ),
    currency,
  ]
}
