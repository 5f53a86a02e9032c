import type { FileRow } from '../file/csv-scanner.ts'
import { fileError } from '../file/file-error.ts'
import { limits } from '../file/limits.ts'
import { readHeader } from '../file/read-header.ts'
import { type FileForm, readRows } from '../file/read-rows.ts'
import { ownText } from '../row/remember.ts'

export interface FileSample {
  header: string[]
  /** The first rows as they stand. */
  first: FileRow[]
  /** Rows from everywhere in the part that was read. */
  spread: FileRow[]
  rowsRead: number
  isWhole: boolean
}

const FIRST = 20
const MOST = 4000
const MOST_ROWS = 400_000
const MOST_CHARS = 64 * 2 ** 20

/**
 * Header, first rows, and rows from all over the file: the first thousand rows of a shop are often one day, and only a
 * later one tells whether 12/1 is in January. Of a very large file its first 400,000 rows.
 * @throws 422 `file_empty`, `too_many_columns`.
 */
export async function sampleFile(path: string, form: FileForm): Promise<FileSample> {
  const sample: FileSample = { header: [], first: [], spread: [], rowsRead: 0, isWhole: true }
  let stride = 1
  let chars = 0
  for await (const rows of readRows(path, form)) {
    for (const row of rows) {
      if (sample.header.length === 0) {
        sample.header = checkHeader(row)
        continue
      }
      if (sample.first.length < FIRST) sample.first.push(ownRow(row))
      if (sample.rowsRead++ % stride === 0) sample.spread.push(ownRow(row))
      chars += row.cells.length * 8
      if (sample.spread.length > MOST) {
        sample.spread = sample.spread.filter((_, index) => index % 2 === 0)
        stride *= 2
      }
    }
    if (sample.rowsRead >= MOST_ROWS || chars > MOST_CHARS) {
      sample.isWhole = false
      break
    }
  }
  if (sample.header.length === 0) throw fileError('file_empty', 'The file has no rows.')
  return sample
}

const ownRow = ({ line, cells }: FileRow): FileRow => ({ line, cells: cells.map(ownText) })

export function checkHeader(row: FileRow): string[] {
  if (row.cells.length > limits.columns) {
    throw fileError('too_many_columns', `more than ${limits.columns} columns.`, row.line)
  }
  return readHeader(row.cells)
}
