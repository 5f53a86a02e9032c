import { METHODS } from '#modules/insight/needs/compute/hold-out.ts'
import { LEAST_GAPS } from '#modules/insight/needs/compute/is-enough.ts'
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
  state,
  quality,
  customers,
  customerQuality,
  predictions,
}: NextPurchaseDocument): string[] {
  const after = rowsAfter > 0 ? ` (${counted(rowsAfter, 'row')} after that day not seen)` : ''
  if (state === 'too_little_data' || !parameters)
    return [
      `As of ${asOf}: ${counted(rows, 'row')}${after}.`,
      `Too little data: at least ${LEAST_GAPS} repeat purchases of a category are needed. Nothing is told.`,
    ]
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
  lines.push(...qualityLines(quality), ...customerLines(customers, customerQuality))
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

function qualityLines(quality: NextPurchaseDocument['quality']): string[] {
  if (!quality) return ['Too short a past to judge by.', '']
  const days = (value: number) => value.toFixed(2)
  return [
    `Judged on the 60 days before, which nobody had seen: ${counted(quality.pairs, 'pair')}, of which ${quality.came} bought again.`,
    'Days missed: over all pairs, who did not come within the 60 days counts as the last of them (for all methods alike; a mean interval',
    'that has passed counts as tomorrow or as not coming, whichever suits it better); over those who came, by the day shown.',
    ...textTable(
      [
        { title: 'method', value: (method) => (method === 'model' ? method : `mean interval of the ${method}`) },
        { title: 'all pairs, days', value: (method) => days(quality.of[method].error), isNumber: true },
        { title: 'those who came, days', value: (method) => days(quality.of[method].cameError), isNumber: true },
        { title: 'Brier, 30 days', value: (method) => quality.of[method].brier.toFixed(4), isNumber: true },
        { title: 'told ÷ came', value: (method) => days(quality.of[method].told), isNumber: true },
      ],
      [...METHODS],
    ),
    '',
  ]
}

function customerLines(
  customers: NextPurchaseDocument['customers'],
  quality: NextPurchaseDocument['customerQuality'],
): string[] {
  const told = `Next purchase of anything: told of ${counted(customers.length, 'customer')} who more likely than not come within half a year.`
  if (!quality) return [told, '']
  const share = (of: number | null) => (of === null ? '–' : `${(100 * of).toFixed(0)} %`)
  return [
    told,
    `On the same 60 days: ${counted(quality.customers, 'customer')} missed by ${quality.error.model.toFixed(2)} days (mean interval of the customer ${quality.error.customer.toFixed(2)}, of the shop ${quality.error.shop.toFixed(2)}); ${share(quality.byMiddle)} came by their day (50 % is right), ${share(quality.coverage)} within their 80 % interval.`,
    '',
  ]
}
