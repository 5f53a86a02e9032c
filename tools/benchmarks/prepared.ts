import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MemoryPeaks } from './memory-watch.ts'

/** One import of a part of a file. `ms` is the run itself, `wholeMs` the command with all that followed from it. */
export interface PartImport {
  kind: 'products' | 'customers' | 'orders' | 'interactions'
  part: number
  rows: number
  /** Of them; the made-up shop has a few wrong phone numbers. */
  refused: number
  ms: number
  wholeMs: number
}

export interface PartAnalysis {
  customers: number
  orders: number
  ms: number
  wholeMs: number
  peaks: MemoryPeaks
}

/** The bare limits of importing orders, each of the same rows as were imported. */
export interface BareCopies {
  rows: number
  /** Into one table with the columns of the file and one primary key. */
  fileMs: number
  /** Into copies of the tables that an import of orders fills, with all their keys and indexes. */
  tablesMs: number
}

/** What was measured while the shop was brought in. */
export interface Prepared {
  at: string
  load: number
  customers: number
  rows: Record<string, number>
  imports: PartImport[]
  analyses: PartAnalysis[]
  /** Null: the shop is not whole yet. */
  copies: BareCopies | null
}

const preparedFile = (folder: string) => join(folder, 'prepared.json')
export const houseFolder = (folder: string) => join(folder, 'house')

export function readPrepared(folder: string): Prepared | null {
  const path = preparedFile(folder)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Prepared) : null
}

export function keepPrepared(folder: string, prepared: Prepared): void {
  writeFileSync(preparedFile(folder), `${JSON.stringify(prepared, null, 2)}\n`)
}
