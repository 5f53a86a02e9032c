import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { demandRuleSchema } from './demand-rule.ts'

const day = z.iso.date()
/** Pieces. */
const pieces = z.number()
const path = z.string().max(500)
const demandClass = z.enum(['smooth', 'erratic', 'intermittent', 'lumpy'])
const state = z.enum(['used', 'stepped_aside', 'too_little_data', 'ended'])
const stockState = z.enum(['out', 'short', 'order', 'enough'])
const expected = z.object({ mean: pieces, low: pieces, high: pieces })

/** Which model speaks for a series, and how it fared when it looked ahead from earlier weeks. */
const judgement = z.object({
  demandClass,
  state,
  model: z.string(),
  form: z.string(),
  season: z.enum(['none', 'states', 'index']),
  /** Weeks looked ahead from; 0: nothing could be measured. */
  origins: z.int(),
  /** Mean absolute scaled errors: of the model, of last year's same weeks, of the mean. */
  mase: z.number().nullable(),
  naive: z.number().nullable(),
  mean: z.number().nullable(),
  /** Share of 80 % intervals that held what came. */
  coverage: z.number().nullable(),
})

/** Share of 80 % intervals that held what came, of weeks and of sums of weeks. */
const coverage = { coverage: z.number().nullable(), sumCoverage: z.number().nullable() }

const stock = z.object({
  state: stockState,
  stock: pieces,
  /** Monday of the week in which the stock is expected to end; null: later than the weeks ahead. */
  runsOutWeek: day.nullable(),
  /** Probability that it does not last two and four weeks. */
  short2Weeks: z.number(),
  short4Weeks: z.number(),
  /** Pieces likely to be asked for before a delivery ordered now, and missing. */
  missing: pieces,
  reorder: pieces,
})

const category = judgement.extend({
  path,
  label: z.string(),
  hasChildren: z.boolean(),
  /** Order lines it rests on. */
  lines: z.int(),
  weeks: z.int(),
  /** Pieces of the last weeks, oldest first, and expected ones. */
  trend: z.array(pieces),
  ahead: z.array(pieces),
  last4: pieces,
  last12: pieces,
  /** The weeks ahead a year before; null: not known. */
  year4: pieces.nullable(),
  year12: pieces.nullable(),
  next4: expected,
  next12: expected,
})

export const listDemandCall = call({
  method: 'GET',
  path: '/api/insight/demand',
  permission: 'insight.read',
  summary:
    'Expected demand of the next 4 and 12 weeks by category, beside the last weeks and a year before; goes down the tree',
  query: z.object({ parent: path.optional() }),
  reply: z.object({
    /** The caller sees some units only, and demand is the whole company's. */
    hidden: z.boolean(),
    /** The day up to which sales were known; null: not computed yet. */
    asOf: day.nullable(),
    /** Monday of the first week ahead. */
    from: day.nullable(),
    /** The parent, or the whole shop. */
    whole: category.nullable(),
    items: z.array(category),
    /** Products by what their stock is good for. */
    stock: z.object({
      /** Out, short or to be ordered, without what nobody has asked for in a year. */
      toDo: z.int(),
      out: z.int(),
      short: z.int(),
      order: z.int(),
      enough: z.int(),
      unknown: z.int(),
    }),
    suppliers: z.array(z.string()),
    /** How all products' forecasts fared against the same weeks of the year before. */
    quality: z
      .object({
        state: z.enum(['used', 'stepped_aside', 'too_little_data']),
        hasSeasons: z.boolean(),
        products: z.int(),
        mase: z.number().nullable(),
        naive: z.number().nullable(),
        rmsse: z.number().nullable(),
        naiveRmsse: z.number().nullable(),
        ...coverage,
        /** Of the shop and all categories. */
        categories: z.object({ series: z.int(), ...coverage }),
        classes: z.array(
          z.object({
            demandClass,
            series: z.int(),
            measured: z.int(),
            mase: z.number().nullable(),
            naive: z.number().nullable(),
            rmsse: z.number().nullable(),
            naiveRmsse: z.number().nullable(),
            ...coverage,
          }),
        ),
      })
      .nullable(),
  }),
})

const series = z.object({
  kind: z.enum(['shop', 'category', 'product']),
  key: z.string(),
  name: z.string(),
  sku: z.string().nullable(),
  asOf: day,
  judgement,
  /** Order lines it rests on, and pieces that came back in the same time. */
  lines: z.int(),
  returned: pieces,
  history: z.array(z.object({ week: day, sold: pieces })),
  forecast: z.array(
    z.object({ week: day, mean: pieces, low80: pieces, high80: pieces, low95: pieces, high95: pieces }),
  ),
  next4: expected,
  next12: expected,
  stock: stock.nullable(),
  rule: demandRuleSchema,
})

export const findDemandSeriesCall = call({
  method: 'GET',
  path: '/api/insight/demand/series',
  permission: 'insight.read',
  summary: 'Weekly demand of the shop, a category or a product: what was sold, and what is expected with intervals',
  query: z.object({ kind: z.enum(['shop', 'category', 'product']), key: path.default('') }),
  errors: ['series_not_found'],
  reply: series,
})

export const findProductDemandCall = call({
  method: 'GET',
  path: '/api/products/:productId/demand',
  permission: 'insight.read',
  summary: 'Weekly demand of a product with its stock; null where it was never sold, or not computed yet',
  params: z.object({ productId: z.uuid() }),
  reply: z.object({ demand: series.nullable() }),
})

/** Filters of the stock list, which its file takes too. */
export const stockQuery = z.object({
  /** A category with all below it. */
  category: path.optional(),
  supplier: z.string().max(200).optional(),
  /** Absent: all that need something done. */
  state: stockState.optional(),
})

export const listStockCall = call({
  method: 'GET',
  path: '/api/insight/demand/stock',
  permission: 'insight.read',
  summary:
    'Products whose stock is out, then those that run short, each by how many pieces are likely to be missing before a delivery ordered now',
  query: stockQuery.extend({
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  errors: ['cursor_invalid'],
  reply: z.object({
    items: z.array(
      stock.extend({
        productId: z.uuid(),
        sku: z.string(),
        name: z.string(),
        category: path,
        supplier: z.string().nullable(),
        next4: expected,
        demandClass,
        model: z.string(),
        lines: z.int(),
      }),
    ),
    next: z.string().nullable(),
  }),
})

const ruleReply = z.object({ rule: demandRuleSchema, standard: demandRuleSchema, version: z.int() })

export const findDemandRuleCall = call({
  method: 'GET',
  path: '/api/insight/demand/rule',
  permission: 'insight.read',
  summary: 'When and how much to reorder: lead time, cover and service level',
  reply: ruleReply,
})

export const changeDemandRuleCall = call({
  method: 'PUT',
  path: '/api/insight/demand/rule',
  permission: 'insight.rule',
  summary: 'Change lead time, cover or service level; every stock is judged anew soon after',
  versioned: true,
  body: z.object({ rule: demandRuleSchema }),
  reply: ruleReply,
  errors: ['setting_invalid'],
})
