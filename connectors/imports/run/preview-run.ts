import type { Context } from '#core/context.ts'
import { AppError, refused } from '#core/errors.ts'
import { shortestDecimal } from '#core/words/money.ts'
import { fieldsOfKind, mappableFields } from '../fields/fields-of-kind.ts'
import type { FileRow } from '../file/csv-scanner.ts'
import { readRows } from '../file/read-rows.ts'
import { checkMapping } from '../mapping/check-mapping.ts'
import { rowReader } from '../row/row-reader.ts'
import type { Packed } from '../row/value-readers.ts'
import { pathOfRun } from './files-folder.ts'
import { getRun, mayReadFile, readyRun } from './get-run.ts'
import { openDates } from './open-dates.ts'
import { rulesOfRun } from './rules-of-run.ts'
import type { ReadyRun } from './run.ts'
import { unratedCurrencies } from './unrated-currencies.ts'

const ROWS = 20

/** How a run's file would be read: its mapping and the first rows, as they would be written. */
export async function previewRun(ctx: Context, input: { runId: string }) {
  const run = readyRun(await getRun(ctx, input.runId))
  mayReadFile(ctx, run)
  const path = pathOfRun(ctx.house, run)
  if (path === null) throw refused('file_not_here', 'The file of this import is not on this machine any more.')
  const rows = await firstRows(path, run)
  const read = rowReader(run.mapping, run.header, await rulesOfRun(ctx, run))
  const fields = fieldsOfKind(run.kind).filter(({ key }) => key !== undefined)
  const shown = rows.map((row) => {
    const { line, values, problems, notes } = read(row)
    const cells = fields.flatMap(({ name, type }, index) => {
      const text = valueText(values?.[index] ?? null, type)
      return text === '' ? [] : [[name, text] as const]
    })
    return { line, values: Object.fromEntries(cells), problems, notes }
  })
  const currencies = run.kind === 'orders' ? shown.flatMap(({ values }) => values.currency ?? []) : []
  return {
    id: run.run_id,
    version: run.version,
    mapping: run.mapping,
    layout: run.guess?.layout ?? null,
    currencyFrom: run.guess?.currencyFrom ?? null,
    ambiguousDates: openDates(run),
    unratedCurrencies: await unratedCurrencies(ctx, currencies),
    forbidden: run.guess?.forbidden ?? [],
    encoding: run.form.encoding,
    delimiter: run.form.delimiter,
    obstacle: obstacleOf(run),
    columns: run.header.map((column, index) => ({
      column,
      field: run.mapping.columns[column] ?? null,
      examples: examplesOf(rows, index),
    })),
    fields: mappableFields(run.kind).map(({ name }) => name),
    rows: shown,
  }
}

async function firstRows(path: string, run: ReadyRun): Promise<FileRow[]> {
  const found: FileRow[] = []
  for await (const rows of readRows(path, run.form)) {
    found.push(...rows.slice(0, ROWS + 1 - found.length))
    if (found.length > ROWS) break
  }
  return found.slice(1)
}

function obstacleOf(run: ReadyRun) {
  try {
    checkMapping(run.mapping, run.header)
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message, details: error.details }
    throw error
  }
  const columns = openDates(run)
  return columns.length > 0
    ? { code: 'dates_ambiguous', message: 'Is the day or the month first?', details: { columns } }
    : null
}

const examplesOf = (rows: FileRow[], index: number) =>
  [...new Set(rows.map(({ cells }) => cells[index] ?? '').filter((cell) => cell !== ''))]
    .slice(0, 3)
    .map((cell) => cell.slice(0, 80))

function valueText(value: Packed, type: string): string {
  if (value === null) return ''
  if (type === 'moment') return new Date(value as number).toISOString()
  if (type === 'amount') return shortestDecimal(BigInt(value as string))
  return Array.isArray(value) ? value.join(', ') : String(value).slice(0, 200)
}
