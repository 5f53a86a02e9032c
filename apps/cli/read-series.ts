import { invalid } from '#core/errors.ts'
import { parseDateTime } from '#core/words/dates.ts'
import type { FileTable } from './read-table.ts'

export interface SeriesFile {
  wide: boolean
  /** Leave out what is dated before. */
  from?: string | undefined
  columns: { series?: string | undefined; date?: string | undefined; value?: string | undefined }
  /** Steps held back at the end of each series. */
  last: number
  minDemands: number
}

export interface ReadSeries {
  name: string
  values: Float64Array
  /** What was held back. */
  actual: Float64Array
}

/**
 * The series of a table, oldest value first: columns `series`, `date`, `value` (dates of a series in their order, none twice), or a
 * row each. @throws invalid with the line: `column_unknown`, `value_invalid`, `date_invalid`, `date_twice`, `series_empty`.
 */
export function readSeries(table: FileTable, wanted: SeriesFile): { series: ReadSeries[]; left: number } {
  const { read, left } = wanted.wide ? readWide(table) : { read: readLong(table, wanted), left: 0 }
  const series = read.map(({ name, values }) => {
    const end = values.length - wanted.last
    return {
      name,
      values: Float64Array.from(values.slice(0, Math.max(end, 0))),
      actual: Float64Array.from(values.slice(Math.max(end, 0))),
    }
  })
  const kept = series.filter(
    ({ values }) => values.length > 0 && values.filter((value) => value > 0).length >= wanted.minDemands,
  )
  if (kept.length === 0) throw invalid('series_empty', 'No series of the file has values to learn from.')
  return { series: kept, left: left + series.length - kept.length }
}

interface Read {
  name: string
  values: number[]
}

function readWide({ header, rows }: FileTable): { read: Read[]; left: number } {
  const read: Read[] = []
  let left = 0
  for (const { line, cells } of rows) {
    const values = header.slice(1).map((name, place) => {
      const cell = (cells[place + 1] ?? '').trim()
      return cell === '' || cell === 'NA' ? null : numberOf(cell, line, name)
    })
    if (values.includes(null)) left++
    else read.push({ name: cells[0]?.trim() || String(line), values: values as number[] })
  }
  return { read, left }
}

function readLong({ header, rows }: FileTable, { columns, from }: SeriesFile): Read[] {
  const at = {
    series: columnOf(header, columns.series, ['series', 'sku', 'product'], true),
    date: columnOf(header, columns.date, ['date', 'time', 'day', 'week', 'month', 'year']),
    value: columnOf(header, columns.value, ['value', 'quantity', 'sold']),
  }
  const since = from === undefined ? Number.NEGATIVE_INFINITY : timeOf(from)
  if (since === null) throw invalid('date_invalid', `--from is no date: ${from}`)
  const found = new Map<string, { time: number; value: number; line: number }[]>()
  for (const { line, cells } of rows) {
    const date = (cells[at.date] ?? '').trim()
    const time = timeOf(date)
    if (time === null)
      throw invalid(
        'date_invalid',
        `Line ${line}: "${date.slice(0, 40)}" in the column "${header[at.date]}" is no date.`,
      )
    const value = numberOf((cells[at.value] ?? '').trim(), line, header[at.value] ?? '')
    if (time < since) continue
    const name = at.series < 0 ? '' : (cells[at.series] ?? '').trim()
    const steps = found.get(name) ?? []
    steps.push({ time, value, line })
    found.set(name, steps)
  }
  return [...found].map(([name, steps]) => ({ name, values: inOrder(name, steps) }))
}

function inOrder(name: string, steps: { time: number; value: number; line: number }[]): number[] {
  steps.sort((a, b) => a.time - b.time)
  for (const [place, { time, line }] of steps.entries()) {
    const before = steps[place - 1]
    if (before?.time !== time) continue
    const [first, second] = [before.line, line].sort((a, b) => a - b)
    throw invalid(
      'date_twice',
      `Lines ${first} and ${second} give the series "${name}" two values of one date. Sum them first.`,
    )
  }
  return steps.map(({ value }) => value)
}

function columnOf(
  header: readonly string[],
  given: string | undefined,
  usual: readonly string[],
  optional = false,
): number {
  const at =
    given === undefined ? header.findIndex((name) => usual.includes(name.toLowerCase())) : header.indexOf(given)
  if (at >= 0 || (optional && given === undefined)) return at
  const wanted = given === undefined ? `no column "${usual[0]}"` : `no column "${given}"`
  throw invalid('column_unknown', `The file has ${wanted}. It has: ${header.join(', ')}.`, { columns: header })
}

/** A year, a year with its part (1999.25), or a date, as a number that rises with time. */
function timeOf(text: string): number | null {
  if (/^\d{1,4}(\.\d{1,6})?$/.test(text)) return Date.UTC(2000, 0, 1) + (Number(text) - 2000) * 365.25 * 86_400_000
  const read = parseDateTime(text, { zone: 'UTC', format: 'month-first' })
  return 'error' in read ? null : read.instant.getTime()
}

function numberOf(cell: string, line: number, column: string): number {
  const value = Number(cell)
  if (cell === '' || !Number.isFinite(value))
    throw invalid('value_invalid', `Line ${line}: "${cell.slice(0, 40)}" in the column "${column}" is no number.`)
  return value
}
