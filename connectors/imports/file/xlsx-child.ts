import { once } from 'node:events'
import { AppError } from '#core/errors.ts'
import { checkZip } from './check-zip.ts'
import { limits } from './limits.ts'
import { xlsxCellText } from './xlsx-cell-text.ts'

/**
 * Runs as a process of its own with little memory: reads one sheet and writes each row as a line of JSON,
 * `[line, [cells]]`. A workbook that kills it kills nothing else.
 */
const [path = '', sheet = ''] = process.argv.slice(2)

const watch = setInterval(() => {
  if (process.memoryUsage.rss() > limits.xlsx.memoryBytes) fail('xlsx_too_large', tooMuch)
}, 50)
const tooMuch = "The workbook can't be read: it needs too much memory. Save it as CSV."

try {
  await checkZip(path)
  await writeRows()
  clearInterval(watch)
} catch (error) {
  if (error instanceof AppError) fail(error.code, error.message)
  else fail('xlsx_damaged', 'The workbook is damaged. Open it in a spreadsheet and save it again, or save it as CSV.')
}

function fail(code: string, message: string): never {
  process.stderr.write(`${JSON.stringify({ code, message })}\n`)
  process.exit(3)
}

async function writeRows(): Promise<void> {
  // Loaded only for a workbook that was found harmless: half a second and much code.
  const { default: ExcelJS } = await import('exceljs')
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  for await (const worksheet of reader) {
    const { name } = worksheet as unknown as { name?: string }
    if (sheet !== '' && name !== sheet) continue
    let rows = 0
    let block = ''
    for await (const row of worksheet) {
      const values = row.values as unknown[]
      if (values.length - 1 > limits.columns)
        fail('too_many_columns', `Line ${row.number}: more than ${limits.columns} columns.`)
      const cells = Array.from(values, xlsxCellText).slice(1)
      if (cells.every((cell) => cell === '')) continue
      rows++
      block += `${JSON.stringify([row.number, cells])}\n`
      if (block.length > 1 << 16) {
        const more = process.stdout.write(block)
        block = ''
        if (!more) await once(process.stdout, 'drain')
      }
    }
    process.stdout.write(block)
    if (rows > 0) return
  }
}
