import { readHeader } from '#connectors/imports/file/read-header.ts'
import { rowsOfFile } from './rows-of-file.ts'

/** A file of rows under a header, whole in memory. */
export interface FileTable {
  header: string[]
  rows: { line: number; cells: string[] }[]
}

/** Reads a table as `rowsOfFile` does. @throws 404 `file_not_found`, and what imports throw. */
export async function readTable(file: string): Promise<FileTable> {
  const table: FileTable = { header: [], rows: [] }
  for await (const row of rowsOfFile(file)) {
    if (table.header.length === 0) table.header = readHeader(row.cells)
    else table.rows.push(row)
  }
  return table
}
