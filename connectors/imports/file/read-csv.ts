import { createReadStream } from 'node:fs'
import { CsvScanner, type FileRow } from './csv-scanner.ts'

/** The rows of a CSV file, some thousands at a time, in constant memory. The header is its first row. */
export async function* readCsv(path: string, encoding: string, delimiter: string): AsyncGenerator<FileRow[]> {
  const decoder = new TextDecoder(encoding)
  const scanner = new CsvScanner(delimiter)
  let isFirst = true
  const settle = (rows: FileRow[]) => {
    if (!isFirst || rows.length === 0) return rows
    isFirst = false
    // Excel's own hint about the delimiter is no header.
    return /^sep=.?$/i.test(rows[0]?.cells.join('') ?? '') ? rows.slice(1) : rows
  }
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    const rows = settle(scanner.push(decoder.decode(chunk as Buffer, { stream: true })))
    if (rows.length > 0) yield rows
  }
  const rows = settle([...scanner.push(decoder.decode()), ...scanner.end()])
  if (rows.length > 0) yield rows
}
