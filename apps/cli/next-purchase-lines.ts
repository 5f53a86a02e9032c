import { METHODS } from '#modules/insight/needs/compute/hold-out.ts'
import { counted } from './counted.ts'
import type { NextPurchaseDocument } from './model-next-purchase.ts'
import { textTable } from './text-table.ts'

const SHOWN = 20

/** What was learned of each category, how it fared beside the mean intervals, and who is next. */
export function nextPurchaseLines({
  asOf,
  parameters,
  rows,
  rowsAfter,
  quality,
  predictions,
}: NextPurchaseDocument): string[] {
  const after = rowsAfter > 0 ? ` (${counted(rowsAfter, 'row')} after that day not seen)` : ''
  const lines = [
    `As of ${asOf}: ${counted(rows, 'row')}${after}, ${counted(predictions.length, 'pair')} of customer and category`,
    '',
  ]
  lines.push(
    'Categories: regularity k (1 is pure chance), usual gap in days, what quantity does (days ~ quantity ^ e), factor on sums:',
  )
  lines.push(
    ...textTable(
      [
        { title: 'category', value: ([name]) => name },
        { title: 'pairs', value: ([, of]) => of.pairs, isNumber: true },
        { title: 'k', value: ([, of]) => of.regularity.toFixed(2), isNumber: true },
        { title: 'gap', value: ([, of]) => of.usualGap.toFixed(1), isNumber: true },
        { title: 'leaves', value: ([, of]) => `${((100 * of.a) / (of.a + of.b)).toFixed(0)} %`, isNumber: true },
        { title: 'e', value: ([, of]) => of.elasticity.toFixed(2), isNumber: true },
        { title: 'factor', value: ([, of]) => of.factor.toFixed(2), isNumber: true },
        { title: 'by', value: ([, of]) => of.method },
      ],
      Object.entries(parameters.categories),
    ),
    '',
  )
  if (quality) {
    lines.push(
      `On the 60 days before, which nobody had seen (${counted(quality.pairs, 'pair')}, of which ${quality.came} bought again):`,
    )
    lines.push(
      ...textTable(
        [
          { title: 'method', value: (method) => (method === 'model' ? method : `mean interval of the ${method}`) },
          { title: 'error, days', value: (method) => quality.of[method].error.toFixed(2), isNumber: true },
          { title: 'of those who came', value: (method) => quality.of[method].givenError.toFixed(2), isNumber: true },
          { title: 'Brier, 30 days', value: (method) => quality.of[method].brier.toFixed(4), isNumber: true },
          { title: 'told ÷ came', value: (method) => quality.of[method].told.toFixed(2), isNumber: true },
        ],
        [...METHODS],
      ),
      '',
    )
  } else lines.push('Too short a past to judge by.', '')
  const next = predictions
    .filter(({ state }) => state !== 'lost')
    .sort((a, b) => a.date.localeCompare(b.date) || b.probability30 - a.probability30)
  lines.push(`The next ${Math.min(SHOWN, next.length)}:`)
  const columns = (['customerRef', 'category', 'date', 'low', 'high'] as const).map((name) => ({
    title: name === 'customerRef' ? 'customer' : name,
    value: (one: (typeof next)[number]) => one[name],
  }))
  return [
    ...lines,
    ...textTable(
      [
        ...columns,
        { title: '30 days', value: (one) => `${(one.probability30 * 100).toFixed(0)} %`, isNumber: true },
        { title: 'purchases', value: (one) => one.purchases, isNumber: true },
        { title: 'state', value: (one) => one.state },
      ],
      next.slice(0, SHOWN),
    ),
  ]
}
