import { invalid } from '#core/errors.ts'
import { parseDateTime } from '#core/words/dates.ts'
import { dateGrid, type Moment, type StepName, timeOfYear } from './date-grid.ts'
import { fillGaps, type Gaps, type Step } from './fill-gaps.ts'
import type { FileTable } from './read-table.ts'

export interface SeriesFile {
  wide: boolean
  /** Leave out what is dated before. */
  from?: string | undefined
  columns: { series?: string | undefined; date?: string | undefined; value?: string | undefined }
  /** What steps without a row are. */
  gaps: Gaps
  /** Steps held back at the end of each series. */
  last: number
  minDemands: number
}

export interface ReadSeries {
  name: string
  values: Float64Array
  /** What was held back. */
  actual: Float64Array
  /** Steps without a row, taken for 0. */
  filled: number
}

/**
 * The series of a table, oldest value first: columns `series`, `date`, `value` (dates of a series in their order, none twice), or a
 * row each. `step`: what a step of the dates is; null where they lie on no grid. @throws invalid with the line:
 * `column_unknown`, `value_invalid`, `date_invalid`, `date_twice`, `dates_missing`, `series_empty`.
 */
export function readSeries(
  table: FileTable,
  wanted: SeriesFile,
): { series: ReadSeries[]; left: number; step: StepName | null } {
  const { read, left, step } = wanted.wide
    ? { ...readWide(table), step: null }
    : { ...readLong(table, wanted), left: 0 }
  const series = read.map(({ name, values, filled }) => {
    const end = values.length - wanted.last
    return {
      name,
      filled,
      values: Float64Array.from(values.slice(0, Math.max(end, 0))),
      actual: Float64Array.from(values.slice(Math.max(end, 0))),
    }
  })
  const kept = series.filter(
    ({ values }) => values.length > 0 && values.filter((value) => value > 0).length >= wanted.minDemands,
  )
  if (kept.length === 0) throw invalid('series_empty', 'No series of the file has values to learn from.')
  return { series: kept, left: left + series.length - kept.length, step }
}

interface Read {
  name: string
  values: number[]
  filled: number
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
    else read.push({ name: cells[0]?.trim() || String(line), values: values as number[], filled: 0 })
  }
  return { read, left }
}

function readLong({ header, rows }: FileTable, wanted: SeriesFile): { read: Read[]; step: StepName | null } {
  const { columns, from } = wanted
  const at = {
    series: columnOf(header, columns.series, ['series', 'sku', 'product'], true),
    date: columnOf(header, columns.date, ['date', 'time', 'day', 'week', 'month', 'year']),
    value: columnOf(header, columns.value, ['value', 'quantity', 'sold']),
  }
  const since = from === undefined ? Number.NEGATIVE_INFINITY : momentOf(from)?.time
  if (since === undefined) throw invalid('date_invalid', `--from is no date: ${from}`)
  const found = new Map<string, Step[]>()
  const moments: Moment[] = []
  for (const { line, cells } of rows) {
    const date = (cells[at.date] ?? '').trim()
    const moment = momentOf(date)
    if (!moment)
      throw invalid(
        'date_invalid',
        `Line ${line}: "${date.slice(0, 40)}" in the column "${header[at.date]}" is no date. Write 2026-03-05, 2026-03 or 2026.`,
      )
    const value = numberOf((cells[at.value] ?? '').trim(), line, header[at.value] ?? '')
    const { time } = moment
    if (time < since) continue
    moments.push(moment)
    const name = at.series < 0 ? '' : (cells[at.series] ?? '').trim()
    const steps = found.get(name) ?? []
    steps.push({ time, value, line })
    found.set(name, steps)
  }
  const grid = dateGrid(moments)
  const end = moments.reduce((latest, { time }) => Math.max(latest, time), Number.NEGATIVE_INFINITY)
  const read = [...found].map(([name, steps]) => {
    inOrder(name, steps)
    return { name, ...fillGaps(name, steps, { grid, end, gaps: wanted.gaps }) }
  })
  return { read, step: grid?.step ?? null }
}

function inOrder(name: string, steps: Step[]): void {
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

/** A year, a year with its part (1999.25), a month (2024-03, 2024M03) or a date, as a number that rises with time. */
function momentOf(text: string): Moment | null {
  if (/^\d{1,4}(\.\d{1,6})?$/.test(text)) return { time: timeOfYear(Number(text)), year: Number(text) }
  const month = /^(\d{4})(?:-|M)(0[1-9]|1[0-2])$/.exec(text)
  if (month) return { time: Date.UTC(Number(month[1]), Number(month[2]) - 1, 1), year: null }
  const read = parseDateTime(text, { zone: 'UTC', format: 'month-first' })
  return 'error' in read ? null : { time: read.instant.getTime(), year: null }
}

function numberOf(cell: string, line: number, column: string): number {
  const value = Number(cell)
  if (cell === '' || !Number.isFinite(value))
    throw invalid('value_invalid', `Line ${line}: "${cell.slice(0, 40)}" in the column "${column}" is no number.`)
  return value
}
