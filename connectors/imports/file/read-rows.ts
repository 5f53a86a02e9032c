import type { FileRow } from './csv-scanner.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'

export interface FileForm {
  type: 'csv' | 'xlsx'
  encoding: string
  delimiter: string
  /** Every byte of the file fits its encoding. */
  isProven?: boolean
  /** Of a workbook; the first one with rows where none is named. */
  sheet?: string | undefined
}

/** The rows of a file in its order, header first, some thousands at a time and in constant memory. */
export const readRows = (path: string, form: FileForm): AsyncGenerator<FileRow[]> =>
  form.type === 'xlsx' ? readXlsx(path, form.sheet) : readCsv(path, form.encoding, form.delimiter)
