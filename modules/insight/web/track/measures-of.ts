import { figureAt } from './figure-at.ts'

export type MeasureFormat = 'percent' | 'signed' | 'three' | 'one' | 'whole' | 'times'

/** One measure of a model and its base lines; null: it has none. */
export interface Measure {
  key: string
  format: MeasureFormat
  values: (number | null)[]
}

/** What is measured beside what; `tellers` and measures are keys of words. */
export interface Measures {
  tellers: string[]
  rows: Measure[]
  /** How many were told of, and over how many days. */
  count: number | null
  days: number | null
}

type Figures = Record<string, unknown>

const OF = {
  purchases: purchasesOf,
  needs: needsOf,
  baskets: basketsOf,
  demand: demandOf,
} as const

/** The figures that a fit kept of what it had not seen, as rows of measures; empty ones are left out. */
export function measuresOf(model: keyof typeof OF, quality: Figures): Measures {
  const measures = OF[model](quality)
  return { ...measures, rows: measures.rows.filter(({ values }) => values.some((value) => value !== null)) }
}

function purchasesOf(quality: Figures): Measures {
  const lines = (Array.isArray(quality['baseLines']) ? quality['baseLines'] : []) as Figures[]
  const tellers = [quality['model'], ...lines] as Figures[]
  const row = (key: string, format: MeasureFormat, path = key): Measure => ({
    key: `purchases.${key}`,
    format,
    values: tellers.map((teller) => figureAt(teller, path)),
  })
  const customers = figureAt(quality, 'customers')
  const likelihood = row('logLikelihood', 'three')
  return {
    tellers: quality['model'] ? ['model', ...lines.map((line) => String(line['name']))] : [],
    rows: [
      row('rootMeanSquaredError', 'three'),
      row('bias', 'signed'),
      {
        ...likelihood,
        values: likelihood.values.map((value) => (value === null || !customers ? null : value / customers)),
      },
      row('inside', 'percent'),
      row('insideStated', 'percent'),
      row('meanAbsoluteError', 'three'),
    ],
    count: customers,
    days: figureAt(quality, 'days'),
  }
}

function needsOf(quality: Figures): Measures {
  const methods = ['model', 'customer', 'category']
  const row = (key: string, format: MeasureFormat): Measure => ({
    key: `needs.${key}`,
    format,
    values: methods.map((method) => figureAt(quality, `pairs.${method}.${key}`)),
  })
  return {
    tellers: ['model', 'customerGap', 'categoryGap'],
    rows: [
      row('error', 'one'),
      row('cameError', 'one'),
      row('givenError', 'one'),
      row('brier', 'three'),
      row('told', 'times'),
      row('coverage', 'percent'),
    ],
    count: figureAt(quality, 'pairs.pairs'),
    days: figureAt(quality, 'windowDays'),
  }
}

function basketsOf(quality: Figures): Measures {
  const row = (key: string, model: string, path: string, popular: string, before: string | null): Measure => ({
    key: `baskets.${key}`,
    format: path === 'ndcg' ? 'three' : 'percent',
    values: [model, popular, before].map((list) => (list === null ? null : figureAt(quality, `${list}.${path}`))),
  })
  return {
    tellers: ['model', 'popular', 'boughtBefore'],
    rows: [
      row('freshHit', 'fresh.personal', 'hitRate', 'fresh.popular', null),
      row('freshRecall', 'fresh.personal', 'recall', 'fresh.popular', null),
      row('anyHit', 'any.combined', 'hitRate', 'any.popular', 'any.boughtBefore'),
      row('anyRecall', 'any.combined', 'recall', 'any.popular', 'any.boughtBefore'),
      row('anyNdcg', 'any.combined', 'ndcg', 'any.popular', 'any.boughtBefore'),
    ],
    count: figureAt(quality, 'buyers'),
    days: null,
  }
}

function demandOf(quality: Figures): Measures {
  const row = (key: string, format: MeasureFormat, naive: string | null): Measure => ({
    key: `demand.${key}`,
    format,
    values: [figureAt(quality, key), naive === null ? null : figureAt(quality, naive)],
  })
  return {
    tellers: ['model', 'lastYear'],
    rows: [row('mase', 'three', 'naive'), row('rmsse', 'three', 'naiveRmsse'), row('coverage', 'percent', null)],
    count: figureAt(quality, 'measured'),
    days: null,
  }
}
