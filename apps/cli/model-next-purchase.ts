import { type Command, InvalidArgumentError } from 'commander'
import { runInThread } from '#core/compute/run-in-thread.ts'
import { invalid } from '#core/errors.ts'
import { addDays, daysBetween, guessDateFormat, isDay, parseDateTime } from '#core/words/dates.ts'
import { guessDecimal, parseQuantity } from '#core/words/money.ts'
import { collectRows } from '#modules/insight/needs/compute/collect-rows.ts'
import type { forecastNeeds, NeedsForecast } from '#modules/insight/needs/compute/forecast-needs.ts'
import { METHODS } from '#modules/insight/needs/compute/hold-out.ts'
import { isEnough, LEAST_GAPS } from '#modules/insight/needs/compute/is-enough.ts'
import { STATES } from '#modules/insight/needs/compute/need-columns.ts'
import type { PurchaseRows } from '#modules/insight/needs/compute/purchase-rows.ts'
import { nextPurchaseLines } from './next-purchase-lines.ts'
import { printJson } from './place.ts'
import { type FileTable, readTable } from './read-table.ts'

const FIRST_DAY = '1970-01-01'

/** `model next-purchase FILE`: when each customer buys of each category again. */
export function addNextPurchaseModel(model: Command): void {
  model
    .command('next-purchase')
    .description('when each customer buys of each category again: day, interval, probability')
    .argument('<file>', 'one row a purchase: customer_ref, category, date, and if you have it quantity; CSV or XLSX')
    .option(
      '--as-of <day>',
      'last day that counts (YYYY-MM-DD); later rows are not seen; default: the last day of the file',
      day,
    )
    .option('--json', 'print one JSON document and nothing else')
    .action(run)
}

interface Purchase {
  customerRef: string
  category: string
  day: string
  quantity: number
}

/** What the model says of one customer × category. */
export interface Prediction {
  customerRef: string
  category: string
  date: string
  low: string
  high: string
  probability7: number
  probability14: number
  probability30: number
  /** Probability that they buy it within half a year, or within twice the usual gap: what the days are told for. */
  returns: number
  expected30: number
  state: string
  lastDate: string
  dueDate: string
  purchases: number
  basis: 'own' | 'category'
  method: string
}

/** What the model says of a customer's next purchase of anything; of those who more likely than not make one within half a year. */
export interface CustomerPrediction {
  customerRef: string
  /** By these days they have bought with probability 1/2, 1/10 and 9/10; `high` is null where that takes more than a year. */
  date: string
  low: string
  high: string | null
  category: string
  probability30: number
}

async function run(file: string, options: { asOf?: string; json?: boolean }): Promise<void> {
  const all = readPurchases(await readTable(file))
  const asOf =
    options.asOf ??
    all
      .map((row) => row.day)
      .sort()
      .at(-1) ??
    ''
  const seen = all.filter((purchase) => purchase.day <= asOf)
  if (seen.length === 0) throw invalid('file_empty', `The file has no purchase up to ${asOf || 'any day'}.`)
  // By name, so that the order of the rows changes nothing.
  const [customers, categories] = [names(seen.map((row) => row.customerRef)), names(seen.map((row) => row.category))]
  const rows = numbered(seen, customers, categories)
  if (!rows.quantity.some((quantity) => quantity > 0))
    throw invalid('nothing_usable', 'No row of the file is a purchase: all quantities are 0 or below.')
  const begun = performance.now()
  const forecast = await runInThread<typeof forecastNeeds>(
    new URL('../../modules/insight/needs/compute/forecast-needs.ts', import.meta.url),
    'forecastNeeds',
    [{ rows, asOf: daysBetween(FIRST_DAY, asOf), sets: new Int32Array(rows.customers) }],
  )
  const enough = isEnough(forecast.needs)
  const document = {
    asOf,
    state: stateOf(forecast),
    ...(!enough && { leastGaps: LEAST_GAPS }),
    parameters: enough ? parametersOf(forecast, categories) : null,
    logLikelihood: enough ? forecast.logLikelihood : null,
    rows: seen.length,
    rowsAfter: all.length - seen.length,
    quality: enough ? forecast.quality : null,
    customerQuality: enough ? forecast.comingQuality : null,
    seconds: Number(((performance.now() - begun) / 1000).toFixed(3)),
    predictions: enough ? predictionsOf(forecast, customers, categories) : [],
    customers: enough ? customersOf(forecast, customers, categories) : [],
  }
  if (options.json) printJson(document)
  else process.stdout.write(`${nextPurchaseLines(document).join('\n')}\n`)
}

export type NextPurchaseDocument = {
  asOf: string
  state: ReturnType<typeof stateOf>
  /** Null where there is too little data. */
  parameters: ReturnType<typeof parametersOf> | null
  rows: number
  rowsAfter: number
  quality: NeedsForecast['quality']
  customerQuality: NeedsForecast['comingQuality']
  predictions: Prediction[]
  customers: CustomerPrediction[]
}

function stateOf({ needs, quality }: NeedsForecast): 'used' | 'stepped_aside' | 'too_little_data' {
  if (!isEnough(needs)) return 'too_little_data'
  return quality && quality.better !== 'model' ? 'stepped_aside' : 'used'
}

const share = (value: number | undefined) => Number((value ?? 0).toFixed(4))
const dayAt = (number: number | undefined) => addDays(FIRST_DAY, number ?? 0)

function customersOf(
  { coming }: NeedsForecast,
  customers: readonly string[],
  categories: readonly string[],
): CustomerPrediction[] {
  return Array.from(coming.customer, (customer, at) => ({
    customerRef: customers[customer] as string,
    date: dayAt(coming.next[at]),
    low: dayAt(coming.low[at]),
    high: (coming.high[at] as number) < 0 ? null : dayAt(coming.high[at]),
    category: categories[coming.first[at] as number] as string,
    probability30: share(coming.within30[at]),
  }))
}

const names = (of: readonly string[]) => [...new Set(of)].sort()

function numbered(
  purchases: readonly Purchase[],
  customers: readonly string[],
  categories: readonly string[],
): PurchaseRows {
  const [customerAt, categoryAt] = [customers, categories].map((of) => new Map(of.map((name, at) => [name, at]))) as [
    Map<string, number>,
    Map<string, number>,
  ]
  const rows = collectRows()
  for (const { customerRef, category, day: one, quantity } of purchases)
    rows.add(
      customerAt.get(customerRef) as number,
      categoryAt.get(category) as number,
      -1,
      daysBetween(FIRST_DAY, one),
      quantity,
      0,
    )
  return rows.rows({ customers: customers.length, categories: categories.length, products: 0 })
}

function parametersOf(
  { whole, categories: fits, spread, comingRule, season }: NeedsForecast,
  categories: readonly string[],
) {
  const of = (at: number) => {
    const { habit, quality: _quality, ...rest } = fits[at] as NeedsForecast['categories'][number]
    return { ...habit, ...rest }
  }
  return {
    ...whole,
    spread,
    season,
    customers: comingRule,
    categories: Object.fromEntries(categories.map((name, at) => [name, of(at)])),
  }
}

function predictionsOf(
  { needs }: NeedsForecast,
  customers: readonly string[],
  categories: readonly string[],
): Prediction[] {
  return Array.from(needs.customer, (customer, at) => ({
    customerRef: customers[customer] as string,
    category: categories[needs.thing[at] as number] as string,
    date: dayAt(needs.next[at]),
    low: dayAt(needs.low[at]),
    high: dayAt(needs.high[at]),
    probability7: share(needs.within7[at]),
    probability14: share(needs.within14[at]),
    probability30: share(needs.within30[at]),
    returns: share(needs.returns[at]),
    expected30: share(needs.expected[at]),
    state: STATES[needs.state[at] as number] as string,
    lastDate: dayAt(needs.last[at]),
    dueDate: dayAt(needs.due[at]),
    purchases: needs.purchases[at] as number,
    basis: (needs.purchases[at] as number) > 1 ? 'own' : 'category',
    method: METHODS[needs.method[at] as number] as string,
  }))
}

function readPurchases({ header, rows }: FileTable): Purchase[] {
  const [ref, category, date] = (['customer_ref', 'category', 'date'] as const).map((name) => place(header, name)) as [
    number,
    number,
    number,
  ]
  const quantityAt = header.indexOf('quantity')
  const format = guessDateFormat(rows.map((row) => row.cells[date] ?? ''))
  if (format === 'ambiguous')
    throw invalid('date_ambiguous', 'The dates may be day first or month first. Write them as YYYY-MM-DD.')
  const decimal = guessDecimal(quantityAt < 0 ? [] : rows.map((row) => row.cells[quantityAt] ?? ''))
  return rows.map(({ line, cells }) => {
    const cell = (at: number) => (cells[at] ?? '').trim()
    const bad = (column: string, why: string) =>
      invalid(
        'cell_invalid',
        `Line ${line}, column "${column}": ${why}: "${cell(header.indexOf(column)).slice(0, 40)}".`,
        { line, column },
      )
    if (cell(ref) === '') throw bad('customer_ref', 'no customer')
    if (cell(category) === '') throw bad('category', 'no category')
    const parsed = parseDateTime(cell(date), { zone: 'UTC', format })
    if ('error' in parsed) throw bad('date', 'no day')
    const quantity =
      quantityAt < 0 || cell(quantityAt) === '' ? '1' : parseQuantity(cell(quantityAt), decimal ? { decimal } : {})
    if (quantity === null || !Number.isFinite(Number(quantity))) throw bad('quantity', 'no number')
    return { customerRef: cell(ref), category: cell(category), day: parsed.day, quantity: Number(quantity) }
  })
}

function place(header: readonly string[], column: string): number {
  const at = header.indexOf(column)
  if (at >= 0) return at
  throw invalid('column_unknown', `The file has no column "${column}". It has: ${header.join(', ')}.`, {
    columns: header,
  })
}

function day(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('A day, such as 2026-11-30.')
  return text
}
