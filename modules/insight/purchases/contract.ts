import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const day = z.iso.date()
const range = { low: z.number(), high: z.number() }
const money = z.object({ expected: z.string(), low: z.string(), high: z.string() })
const modelState = z.enum(['used', 'stepped_aside', 'too_little_data'])
/** What is expected of the next `days`; the interval holds four of five. */
const horizon = z.object({
  days: z.int(),
  orders: z.object({
    expected: z.number(),
    ...range,
    /** How likely the number really lies between: whole numbers rarely give 80 % exactly. */
    inside: z.number(),
    base: z.number(),
  }),
  /** Null: the caller may not see profits, which the value is made of. */
  value: money.nullable(),
})

const trackRecord = z.object({
  /** The predictions of this day, about so many days after it. */
  asOf: day,
  days: z.int(),
  /** True: told on that day. False: worked out later from what was known then. */
  told: z.boolean(),
  model: z.string(),
  customers: z.int(),
  expectedOrders: z.number(),
  happenedOrders: z.int(),
  baseOrders: z.number(),
  /** Mean absolute errors per customer: of counts that are mostly 0 they favour who says 0, so nothing is judged by them. */
  error: z.number(),
  baseError: z.number(),
  /** Roots of the mean squared errors, by which model and base line are compared; null: scored before they were kept. */
  rootMeanSquaredError: z.number().nullable(),
  baseRootMeanSquaredError: z.number().nullable(),
  /** Standard error of the total of orders by the scatter between customers: more than two of them off is more than chance. */
  totalScatter: z.number().nullable(),
  /** Share of customers whose orders lay in their interval, and what the intervals promised. */
  inside: z.number(),
  promisedInside: z.number(),
  value: z.object({ expected: z.string(), happened: z.string(), inside: z.number() }).nullable(),
  deciles: z.array(z.object({ customers: z.int(), expected: z.number(), happened: z.number(), ...range })),
})

export const findCustomerPredictionCall = call({
  method: 'GET',
  path: '/api/customers/:customerId/prediction',
  permission: 'insight.read',
  summary: 'What a customer is expected to buy, with intervals, reasons, and how earlier predictions of them fared',
  personal: true,
  params: z.object({ customerId: z.uuid() }),
  errors: ['customer_not_found'],
  reply: z.object({
    name: z.string(),
    /** Null: no purchase yet, or too few customers for a model. */
    prediction: z
      .object({
        asOf: day,
        model: z.string(),
        currency: z.string(),
        basis: z.enum(['profit', 'revenue']),
        active: z.number(),
        horizons: z.array(horizon),
        spend: z.string().nullable(),
        lifetimeValue: z.string().nullable(),
        churnRisk: z.number(),
        churnLevel: z.enum(['low', 'medium', 'high']),
        churnWindowDays: z.int().nullable(),
        buysInYear: z.number(),
        potentialScore: z.int(),
      })
      .nullable(),
    /** What it rests on, and what makes it greater or smaller than usual, the strongest first. */
    why: z
      .object({
        purchases: z.int(),
        firstDay: day,
        lastDay: day,
        quietDays: z.int(),
        usualGapDays: z.number().nullable(),
        /** Orders in a year while they are a customer: theirs, and that of all. */
        ordersWhileActive: z.object({ own: z.number(), usual: z.number() }),
        cohort: z.object({ quarter: z.string(), factor: z.number() }).nullable(),
        spend: z
          .object({ own: z.string(), everybody: z.string(), expected: z.string(), ownWeight: z.number() })
          .nullable(),
        /**
         * By how many times each moves what is expected. `recency`: how likely they are still a customer; `frequency`: their
         * orders while they are, against all customers'; `cohort`: a part of that; `spend`: the value of an order.
         */
        factors: z.array(
          z.object({ kind: z.enum(['recency', 'frequency', 'cohort', 'spend']), times: z.number().nullable() }),
        ),
      })
      .nullable(),
    /** How the latest fit stands; null before the first. */
    model: z
      .object({
        state: modelState,
        asOf: day,
        customers: z.int(),
        /** Horizons in which the base line's figures stand, because it was nearer to what happened. */
        aside: z.array(z.int()),
        /** What is lacking where there is too little data: buyers, and purchases after first ones. */
        lacking: z.object({ needed: z.int(), repeats: z.int(), neededRepeats: z.int() }).nullable(),
      })
      .nullable(),
    /** The newest record of 30 days over everybody; null: none yet, or not the caller's to know. */
    record: trackRecord.nullable(),
    /** Earlier predictions of this customer, newest first, with what happened where the time is over. */
    earlier: z.array(
      z.object({
        asOf: day,
        told: z.boolean(),
        days: z.int(),
        expected: z.number(),
        ...range,
        happened: z.int().nullable(),
      }),
    ),
  }),
})

export const listTrackRecordsCall = call({
  method: 'GET',
  path: '/api/insight/track-records',
  permission: 'insight.read',
  summary: 'How predictions of purchases fared: the newest 40 days they were made on, of one horizon',
  query: z.object({
    days: z.coerce
      .number()
      .pipe(z.union([z.literal(30), z.literal(90), z.literal(365)]))
      .default(30),
  }),
  reply: z.object({
    currency: z.string(),
    /** Over the last twelve days of prediction; null below three. */
    judged: z
      .object({
        predictions: z.int(),
        /** On how many of them the model had the smaller squared error. */
        won: z.int(),
        /** Roots of the mean squared errors. */
        error: z.number(),
        baseError: z.number(),
        /** Of the model: beyond two standard errors, or alike. Where it is worse, the base line's figures are given. */
        verdict: z.enum(['better', 'alike', 'worse']),
        bias: z.number().nullable(),
        /** Days whose total was off by more than chance, and whether they lean to one side. */
        off: z.int(),
        leans: z.enum(['over', 'under', 'neither']),
      })
      .nullable(),
    /** Of the whole company: empty inside the scope of units. */
    items: z.array(trackRecord),
  }),
})

export const listModelsCall = call({
  method: 'GET',
  path: '/api/insight/models',
  permission: 'insight.read',
  summary: 'The models: their latest fit, what it found, how it does beside its base line, and their last 30 fits',
  reply: z.object({
    items: z.array(
      z.object({
        model: z.enum(['purchases', 'needs', 'baskets', 'demand']),
        version: z.string(),
        state: modelState,
        asOf: day,
        fittedAt: z.iso.datetime(),
        rows: z.int(),
        durationMs: z.int(),
        parameters: z.record(z.string(), z.unknown()),
        quality: z.record(z.string(), z.unknown()),
        fits: z.array(z.object({ fittedAt: z.iso.datetime(), version: z.string(), state: modelState, rows: z.int() })),
      }),
    ),
  }),
})
