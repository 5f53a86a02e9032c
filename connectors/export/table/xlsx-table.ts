import { Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type ExcelJS from 'exceljs'
import type { ExportColumn } from '#core/files/export-part.ts'
import type { Sink, Table } from './table.ts'

/** Rows of one sheet, by the limit of the format. */
const SHEET_ROWS = 1_048_576
const CELL_CHARS = 32_767
/** Bytes of a sheet that may wait to be packed. */
const WAITING = 1 << 20
// What XML 1.0 can't carry.
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

type Sheet = ReturnType<ExcelJS.stream.xlsx.WorkbookWriter['addWorksheet']>

/**
 * A workbook, written as a stream. Text is stored as text, which no program reckons with; numbers as numbers where none
 * of their digits is lost. Behind a full sheet goes the next one, with the header again.
 */
export async function xlsxTable(
  sink: Sink,
  columns: readonly ExportColumn[],
  header: readonly string[],
  title: string,
): Promise<Table> {
  // Loaded with the first workbook: every command would wait for it, and keep it.
  const { default: excel } = await import('exceljs')
  let broken: Error | undefined
  const stream = new Writable({ write: (bytes, _encoding, done) => void sink(bytes).then(() => done(), done) })
  stream.on('error', (error) => {
    broken = error
  })
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: false, useSharedStrings: false })
  let sheets = 0
  let rowsLeft = 0
  let sheet: Sheet | undefined
  const room = (): Sheet => {
    if (sheet && rowsLeft-- > 0) return sheet
    sheet?.commit()
    sheet = book.addWorksheet(sheets++ === 0 ? title : `${title} ${sheets}`)
    sheet.addRow([...header]).commit()
    rowsLeft = SHEET_ROWS - 2
    return sheet
  }
  const value = (text: string, index: number) => cellValue(text, columns[index]?.isNumber === true)
  room()
  rowsLeft++
  return {
    add: async (rows) => {
      for (const row of rows) room().addRow(row.map(value)).commit()
      await packed(sheet, () => broken)
    },
    end: async () => {
      sheet?.commit()
      await book.commit()
    },
    abandon: () => {
      ;(book as unknown as { zip: { abort(): void } }).zip.abort()
      stream.destroy()
    },
  }
}

function cellValue(text: string, isNumber: boolean): string | number | null {
  if (text === '') return null
  const number = Number(text)
  if (isNumber && String(number) === text) return number
  return text.replace(NOT_XML, '').slice(0, CELL_CHARS)
}

/** The library takes rows faster than it packs them and lets them wait in memory, so this waits for it. */
async function packed(sheet: Sheet | undefined, broken: () => Error | undefined): Promise<void> {
  const { stream } = (sheet ?? {}) as { stream?: { pipes?: Writable[] } }
  for (;;) {
    const error = broken()
    if (error) throw error
    if (!stream?.pipes?.some((pipe) => pipe.writableLength > WAITING)) return
    await pause(2)
  }
}
