import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { guessDelimiter } from '#connectors/imports/file/guess-delimiter.ts'
import { inspectFile } from '#connectors/imports/file/inspect-file.ts'
import { readHeader } from '#connectors/imports/file/read-header.ts'
import { readRows } from '#connectors/imports/file/read-rows.ts'
import { notFound } from '#core/errors.ts'

/** A file of rows under a header, whole in memory. */
export interface FileTable {
  header: string[]
  rows: { line: number; cells: string[] }[]
}

/** Reads a CSV (any delimiter and encoding that imports know) or XLSX file. @throws 404 `file_not_found`, and what imports throw. */
export async function readTable(file: string): Promise<FileTable> {
  const path = resolve(file)
  if (!existsSync(path)) throw notFound('file', { path: file })
  const { type, encoding } = await inspectFile(path)
  const delimiter = type === 'csv' ? await guessDelimiter(path, encoding) : ''
  const table: FileTable = { header: [], rows: [] }
  for await (const rows of readRows(path, { type, encoding, delimiter })) {
    for (const row of rows) {
      if (table.header.length === 0) table.header = readHeader(row.cells)
      else table.rows.push(row)
    }
  }
  return table
}
