import { guessDelimiter } from '#connectors/imports/file/guess-delimiter.ts'
import { inspectFile } from '#connectors/imports/file/inspect-file.ts'
import { readRows } from '#connectors/imports/file/read-rows.ts'
import { givenFile } from './given-file.ts'

/** All rows of a CSV (any delimiter and encoding that imports know) or XLSX file, the first included. @throws what `givenFile` and imports throw. */
export async function* rowsOfFile(file: string): AsyncGenerator<{ line: number; cells: string[] }> {
  const path = givenFile(file)
  const { type, encoding } = await inspectFile(path)
  const delimiter = type === 'csv' ? await guessDelimiter(path, encoding) : ''
  for await (const rows of readRows(path, { type, encoding, delimiter })) yield* rows
}
