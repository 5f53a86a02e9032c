import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const day = z.iso.date()
const className = z.enum(['key', 'worth_winning', 'dispensable'])
const score = z.int().min(1).max(5)
const money = z.string()

/** A fact behind a class, with its number. */
const reason = z.union([
  z.object({
    fact: z.literal('worth'),
    amount: money.nullable(),
    basis: z.enum(['profit', 'revenue']),
    betterShare: z.number(),
  }),
  z.object({ fact: z.literal('recency'), days: z.int().nullable(), score }),
  z.object({ fact: z.literal('frequency'), orders: z.int(), score }),
  z.object({ fact: z.enum(['money', 'basket']), amount: money.nullable(), score }),
  /** Expected of the next year. */
  z.object({ fact: z.literal('potential'), amount: money.nullable(), score }),
  z.object({ fact: z.literal('returns'), returns: z.int(), orders: z.int() }),
  z.object({ fact: z.literal('cost_to_serve'), amount: money }),
])

export const findCustomerValueCall = call({
  method: 'GET',
  path: '/api/customers/:customerId/value',
  permission: 'insight.read',
  summary: 'What a customer is worth: scores, thresholds, reasons, the orders behind, and former classes',
  personal: true,
  params: z.object({ customerId: z.uuid() }),
  errors: ['customer_not_found'],
  reply: z.object({
    /** Null: bought nothing yet, or not analysed yet. */
    value: z
      .object({
        asOf: day,
        computedAt: z.iso.datetime(),
        currency: z.string(),
        class: className,
        recencyDays: z.int().nullable(),
        firstOrderDay: day.nullable(),
        lastOrderDay: day.nullable(),
        frequency: z.int(),
        returns: z.int(),
        revenue: money,
        /** Null: no cost known, or the caller may not see profits (`orders.profit`). */
        profit: money.nullable(),
        costToServe: money.nullable(),
        /** Orders whose cost is not known; they bring nothing to the profit. */
        uncostedOrders: z.int(),
        basket: money.nullable(),
        /** What decides: profit or revenue, see `basis` of the thresholds. */
        worth: money.nullable(),
        betterShare: z.number(),
        scores: z.object({ recency: score, frequency: score, money: score, basket: score }),
        reasons: z.array(reason),
      })
      .nullable(),
    /** Currencies of their orders without an exchange rate: while there are any, what they brought is not known. */
    unrated: z.array(z.string()),
    /** Where the scores 2, 3, 4, 5 begin among so many customers; null where nobody reaches that score. */
    thresholds: z
      .object({
        customers: z.int(),
        recency: z.array(z.int().nullable()),
        frequency: z.array(z.int().nullable()),
        money: z.array(money.nullable()),
        basket: z.array(money.nullable()),
        basis: z.enum(['profit', 'revenue']),
        costedShare: z.number(),
        keyWorth: money.nullable(),
      })
      .nullable(),
    /** The newest 50 orders that count, in any currency. */
    orders: z.array(
      z.object({
        orderId: z.uuid(),
        number: z.string(),
        orderedAt: z.iso.datetime(),
        kind: z.enum(['sale', 'return']),
        revenue: money,
        cost: money.nullable(),
        currency: z.string(),
      }),
    ),
    history: z.array(
      z.object({ at: z.iso.datetime(), asOf: day, class: className.nullable(), previous: className.nullable() }),
    ),
  }),
})
