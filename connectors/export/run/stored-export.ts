import { type RawBuilder, sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { dayOf } from '#core/words/dates.ts'
import type { ExportFormat, ExportKind, Wish } from '../contract.ts'
import type { Rights } from './rights.ts'

/** An export as it is stored. */
export interface StoredExport {
  exportId: string
  what: ExportKind
  format: ExportFormat
  wish: Wish
  makerKind: 'staff' | 'key'
  makerId: string
  makerName: string
  taskId: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  rights: Rights | null
  rows: bigint
  size: bigint
  sha256: string | null
  createdAt: Date
}

export const exportColumns: RawBuilder<unknown> = sql`export_id as "exportId", what, format, wish,
  maker_kind as "makerKind", maker_id as "makerId", maker_name as "makerName", task_id as "taskId", state, rights, rows,
  size, sha256, created_at as "createdAt"`

/** One export; null when there is none that the transaction may see. */
export async function readExport(ctx: Context, exportId: string): Promise<StoredExport | null> {
  const { rows } = await sql<StoredExport>`
    select ${exportColumns} from export.exports where export_id = ${exportId}::uuid`.execute(ctx.db)
  return rows[0] ?? null
}

/** What people find the file under in their downloads; the day is the company's. */
export async function fileNameOf(
  ctx: Context,
  { what, format, createdAt }: Pick<StoredExport, 'what' | 'format' | 'createdAt'>,
): Promise<string> {
  return `${what}-${dayOf(createdAt, await readSetting(ctx, timeZone))}.${format}`
}
