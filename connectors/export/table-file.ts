import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import excel from 'exceljs'
import { csvLine } from '#core/words/csv-cells.ts'
import { neutraliseFormula } from '#core/words/formula-cells.ts'
import { cleanControl } from '#core/words/text.ts'
import type { Format } from './asked.ts'
import type { Cell } from './row-sources.ts'

/** A table being written, a few rows at a time and never held whole. */
export interface TableFile {
  add(rows: readonly (readonly Cell[])[]): Promise<void>
  end(): Promise<void>
}

const BOM = '\uFEFF'
// Beside control characters, what XML 1.0 can't carry.
const NO_XML = /[\uFFFE\uFFFF]/g

/** Opens a CSV (UTF-8 with BOM, so that Excel reads Chinese) or XLSX file. Text is never a formula in either. */
export const openTableFile = (path: string, format: Format, columns: readonly string[]): Promise<TableFile> =>
  format === 'csv' ? openCsv(path, columns) : openXlsx(path, columns)

async function openCsv(path: string, columns: readonly string[]): Promise<TableFile> {
  const stream = createWriteStream(path, { mode: 0o600 })
  const failed = once(stream, 'error').then(([error]) => Promise.reject(error))
  const write = async (text: string) => {
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), failed])
  }
  failed.catch(() => {})
  await write(BOM + csvLine([...columns]))
  return {
    add: (rows) => write(rows.map((row) => csvLine(row.map(csvText))).join('')),
    end: async () => {
      stream.end()
      await Promise.race([once(stream, 'close'), failed])
    },
  }
}

const csvText = (cell: Cell): string =>
  cell === null ? '' : typeof cell === 'string' ? neutraliseFormula(cell) : cell.number

async function openXlsx(path: string, columns: readonly string[]): Promise<TableFile> {
  const stream = createWriteStream(path, { mode: 0o600 })
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: false, useSharedStrings: false })
  const sheet = book.addWorksheet('rapport')
  sheet.addRow([...columns]).commit()
  return {
    add: async (rows) => {
      for (const row of rows) sheet.addRow(row.map(xlsxValue)).commit()
      if (stream.writableNeedDrain) await once(stream, 'drain')
    },
    end: async () => {
      sheet.commit()
      await book.commit()
    },
  }
}

/** Text goes in as text, which no program reckons with; numbers only where nothing of them is lost. */
function xlsxValue(cell: Cell): string | number | null {
  if (cell === null) return null
  if (typeof cell === 'string') return cleanControl(cell).replace(NO_XML, '')
  const number = Number(cell.number)
  return String(number) === cell.number.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') ? number : cell.number
}
