import { invalid } from '#core/errors.ts'
import type { FileTable } from './read-table.ts'

/** A column of numbers, and under which other names it may come. */
export interface WantedColumn {
  name: string
  alsoCalled?: readonly string[]
}

export interface NumberColumns {
  /** By the wanted name, one entry a row; rows without any text are left out. */
  columns: Record<string, Float64Array>
  /** The line of each row in the file. */
  lines: number[]
}

/**
 * Reads columns of finite numbers, found by name whatever their order and case. @throws 400 `column_missing` with what the
 * file has instead, `cell_invalid` with line and column, `file_empty`.
 */
export function numberColumns({ header, rows }: FileTable, wanted: readonly WantedColumn[]): NumberColumns {
  const places = wanted.map((column) => placeOf(header, column))
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (filled.length === 0) throw invalid('file_empty', 'The file has no rows under its header.')
  const columns = Object.fromEntries(wanted.map(({ name }) => [name, new Float64Array(filled.length)]))
  for (const [at, { line, cells }] of filled.entries()) {
    for (const [which, { name }] of wanted.entries()) {
      const text = (cells[places[which] as number] ?? '').trim()
      const value = text === '' ? Number.NaN : Number(text)
      if (!Number.isFinite(value)) {
        throw invalid('cell_invalid', `Line ${line}: "${text}" in the column ${name} is no number.`, {
          line,
          column: name,
        })
      }
      ;(columns[name] as Float64Array)[at] = value
    }
  }
  return { columns, lines: filled.map(({ line }) => line) }
}

function placeOf(header: readonly string[], { name, alsoCalled = [] }: WantedColumn): number {
  const names = header.map((one) => one.trim().toLowerCase())
  for (const known of [name, ...alsoCalled]) {
    const place = names.indexOf(known.toLowerCase())
    if (place >= 0) return place
  }
  throw invalid('column_missing', `The file has no column "${name}". It has: ${header.join(', ')}.`, {
    columns: header,
  })
}
