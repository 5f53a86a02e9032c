import { open } from 'node:fs/promises'
import { CsvScanner } from './csv-scanner.ts'

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** The delimiter under which the first rows have the most columns and all the same number; a comma where none does. */
export async function guessDelimiter(path: string, encoding: string): Promise<Delimiter> {
  const handle = await open(path)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0)
  await handle.close()
  const text = new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead))
  const hint = /^\uFEFF?sep=(.)\r?\n/i.exec(text)?.[1]
  const hinted = delimiters.find((delimiter) => delimiter === hint)
  if (hinted) return hinted
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 1 }
  for (const delimiter of delimiters) {
    const score = scoreOf(text, delimiter)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function scoreOf(text: string, delimiter: Delimiter): number {
  const rows = firstRows(text, delimiter)
  const width = rows[0]?.cells.length ?? 1
  const same = rows.filter((row) => row.cells.length === width).length
  return width < 2 ? 1 : width * (same / rows.length)
}

function firstRows(text: string, delimiter: Delimiter) {
  try {
    return new CsvScanner(delimiter).push(text).slice(0, 50)
  } catch {
    return []
  }
}
