import { z } from 'zod'

const moment = z.iso.datetime()
const money = z.string()

export const identityReply = z.object({
  identityId: z.string(),
  kind: z.string(),
  /** The shop whose reference it is; empty for everything else. */
  source: z.string(),
  value: z.string(),
  isPrimary: z.boolean(),
  /** Imitates another text: invisible marks, or letters of two scripts in one word. */
  isDeceptive: z.boolean(),
  verifiedAt: moment.nullable(),
  createdAt: moment,
})

export const addressReply = z.object({
  addressId: z.uuid(),
  purpose: z.string(),
  recipient: z.string().nullable(),
  phone: z.string().nullable(),
  country: z.string().nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  street: z.string().nullable(),
  postcode: z.string().nullable(),
  version: z.int(),
})

export const relationReply = z.object({
  otherId: z.uuid(),
  name: z.string(),
  class: z.string().nullable(),
  kind: z.string(),
  note: z.string().nullable(),
})

/** What a customer allows at present. */
export const consentReply = z.object({
  channel: z.string(),
  purpose: z.string(),
  state: z.enum(['given', 'withdrawn']),
  at: moment,
  source: z.string(),
  textVersion: z.string().nullable(),
})

/**
 * What orders and the analysis say; amounts in the company's currency. `orders`, first and last are purchases: sales
 * that count, brought money and were not wholly taken back.
 */
export const metricsReply = z.object({
  orders: z.int(),
  returns: z.int(),
  complaints: z.int(),
  revenue: money,
  /** Null: no cost known. */
  profit: money.nullable(),
  currency: z.string(),
  firstOrderAt: moment.nullable(),
  lastOrderAt: moment.nullable(),
  recencyDays: z.int().nullable(),
  r: z.int().nullable(),
  f: z.int().nullable(),
  m: z.int().nullable(),
  /** Average order, beside recency, frequency and money. */
  b: z.int().nullable(),
  class: z.string().nullable(),
  /** What insight expects; null: no prediction. Shares are whole per cent, orders and value of the next 365 days. */
  potential: z.int().nullable(),
  active: z.int().nullable(),
  churnRisk: z.int().nullable(),
  churnLevel: z.string().nullable(),
  expectedOrders: z.number().nullable(),
  /** Null also where the caller may not see profits. */
  expectedValue: money.nullable(),
  lifetimeValue: money.nullable(),
  nextPurchase: z.iso.date().nullable(),
})

const expected = z.object({ expected: z.number(), low: z.number(), high: z.number() })
const expectedMoney = z.object({ expected: money, low: money, high: money })

/** What insight expects, with 80 % intervals; amounts in the currency of the metrics. */
export const predictionsReply = z.object({
  /** Of the next 30, 90 and 365 days; empty: no prediction. */
  horizons: z.array(
    z.object({
      days: z.int(),
      orders: expected,
      /** Null: the caller may not see profits. */
      value: expectedMoney.nullable(),
    }),
  ),
  /** The purchase that is likeliest to come first. */
  /** Of anything. `high` null: more than a year; `category` null: something without one. */
  nextPurchase: z
    .object({
      on: z.iso.date(),
      low: z.iso.date(),
      high: z.iso.date().nullable(),
      category: z.string().nullable(),
    })
    .nullable(),
  /** How much they use of each category they buy of, and how loyal they are in it; the largest first. */
  usage: z.array(z.object({ category: z.string(), usage: z.string(), loyalty: z.string() })),
})

/** A customer as the page shows it. Masked values come masked; `masked` names their classes. */
export const customerReply = z.object({
  id: z.uuid(),
  version: z.int(),
  stage: z.string(),
  kind: z.string(),
  name: z.string(),
  /** The name, or what stands in for it: company, else a reference. */
  called: z.string(),
  class: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  gender: z.string().nullable(),
  birthday: z.string().nullable(),
  country: z.string().nullable(),
  regionPath: z.string().nullable(),
  city: z.string().nullable(),
  address: z.string().nullable(),
  postcode: z.string().nullable(),
  company: z.string().nullable(),
  tags: z.array(z.string()),
  custom: z.record(z.string(), z.unknown()),
  unitIds: z.array(z.int()),
  segmentIds: z.array(z.int()),
  ownerStaffId: z.uuid().nullable(),
  source: z.string(),
  createdAt: moment,
  changedAt: moment,
  archivedAt: moment.nullable(),
  lastInteractionAt: moment.nullable(),
  metrics: metricsReply,
  predictions: predictionsReply,
  identities: z.array(identityReply),
  addresses: z.array(addressReply),
  relations: z.array(relationReply),
  consents: z.array(consentReply),
  masked: z.array(z.string()),
})
export type CustomerReply = z.input<typeof customerReply>
