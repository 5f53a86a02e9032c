import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Row } from '../compute/table.ts'

const FOLDER = join(
  process.env['RAPPORT_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data'),
  'dedup',
)

/** A published file of records with who they are; the label is no field of the rows. */
export interface LinkageFile {
  name: string
  rows: Row[]
  entityOf: Map<string, string>
}

export const hasLinkageFiles = (): boolean => existsSync(FOLDER)

/** FEBRL 1, FEBRL 4 (both halves as one table) and fake_1000; tests and benches only, the files are no part of the project. */
export const linkageFiles = {
  febrl1: () => febrl('FEBRL 1', ['febrl1.csv']),
  febrl4: () => febrl('FEBRL 4', ['febrl4a.csv', 'febrl4b.csv']),
  fake1000: () =>
    withLabels('fake_1000', read('fake_1000.csv'), 'unique_id', (row) => row['cluster'] ?? '', ['cluster']),
}

/** `rec-12-org` and `rec-12-dup-0` are one person. */
function febrl(name: string, files: readonly string[]): LinkageFile {
  return withLabels(name, files.flatMap(read), 'rec_id', (row) => row['rec_id']?.split('-')[1] ?? '', [])
}

const read = (file: string) =>
  parse(readFileSync(join(FOLDER, file)), { columns: true, trim: true }) as Record<string, string>[]

function withLabels(
  name: string,
  records: readonly Record<string, string>[],
  id: string,
  entity: (row: Record<string, string>) => string,
  hidden: readonly string[],
): LinkageFile {
  const rows = records.map((record) => ({
    id: record[id] ?? '',
    fields: Object.fromEntries(Object.entries(record).filter(([column]) => column !== id && !hidden.includes(column))),
  }))
  return { name, rows, entityOf: new Map(records.map((record) => [record[id] ?? '', entity(record)])) }
}
