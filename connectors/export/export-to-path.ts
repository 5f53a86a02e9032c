import { createHash } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { systemActor } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import type { ExportFormat, ExportKind, Wish } from './contract.ts'
import type { Rights } from './run/rights.ts'
import { sources } from './run/sources.ts'
import { writeRows } from './run/write-rows.ts'
import { openTable } from './table/open-table.ts'
import { headerOf } from './table/table.ts'

const NAME = 'cli.export'
const ALL: Rights = { units: 'all', masked: [], seesCost: true }

export interface PathExport {
  what: ExportKind
  format: ExportFormat
  path: string
  wish: Omit<Wish, 'segment'>
  /** Name or number of a segment. */
  segment?: string | undefined
}

/**
 * Writes an export straight into a file, as the house itself. The file is whole or not there. Returns how many rows it has
 * and its SHA-256. @throws 404 `segment_not_found`.
 */
export async function exportToPath(
  house: House,
  { what, format, path, wish: given, segment }: PathExport,
  onRows: (rows: number) => void,
): Promise<{ rows: number; sha256: string }> {
  const number = segment && (await house.asSystem(NAME, (ctx) => segmentOf(ctx, segment)))
  const wish: Wish = { ...given, ...(number && { segment: number }) }
  const unfinished = `${path}.part`
  const file = await open(unfinished, 'w', 0o600)
  try {
    const hash = createHash('sha256')
    const sink = async (bytes: Buffer) => {
      hash.update(bytes)
      await file.writeFile(bytes)
    }
    const { columns } = sources[what]
    const table = await openTable(format, sink, { columns, header: headerOf(columns, ALL), title: what })
    const reader = async () => ({ actor: systemActor(NAME), rights: ALL })
    const rows = await writeRows(house, { what, wish, table }, { reader, onRows: async (done) => onRows(done) })
    await table.end()
    await file.sync()
    await file.close()
    await rename(unfinished, path)
    const sha256 = hash.digest('hex')
    await house.asSystem(NAME, async (ctx) =>
      audit(ctx, 'export.done', { details: { what, format, ...wish, rows, sha256 } }),
    )
    return { rows, sha256 }
  } finally {
    await file.close().catch(() => {})
    await rm(unfinished, { force: true })
  }
}

async function segmentOf(ctx: Context, name: string): Promise<number> {
  const { rows } = await sql<{ segment_id: number }>`
    select segment_id from facts.segments where (name = ${name} or segment_id::text = ${name}) and archived_at is null
    order by name = ${name} desc limit 1`.execute(ctx.db)
  if (!rows[0]) throw notFound('segment')
  return rows[0].segment_id
}
