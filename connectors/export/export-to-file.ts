import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import type { Format } from './asked.ts'
import type { ExportKind } from './permissions.ts'
import { rowSources } from './row-sources.ts'
import { openTableFile } from './table-file.ts'

const PART = 5000

interface ToFile {
  kind: ExportKind
  format: Format
  path: string
  /** Name or number of a segment. */
  segment?: string | undefined
}

/**
 * Writes an export to a path, as the house itself; for the command line. Returns how many rows it has.
 * @throws 404 `segment_not_found`.
 */
export async function exportToFile(house: House, asked: ToFile, progress: (rows: number) => void): Promise<number> {
  const { kind, format, path } = asked
  const source = rowSources[kind]
  const segment = asked.segment
    ? await house.asSystem('cli.export', (ctx) => segmentOf(ctx, asked.segment ?? ''))
    : undefined
  const file = await openTableFile(path, format, source.columns)
  let rows = 0
  let after: unknown = null
  do {
    const from: unknown = after
    const part = await house.asSystem('cli.export', (ctx) => source.read(ctx, { segment }, from, PART))
    await file.add(part.rows)
    rows += part.rows.length
    after = part.next
    progress(rows)
  } while (after !== null)
  await file.end()
  await house.asSystem('cli.export', async (ctx) =>
    audit(ctx, 'exports.done', { details: { kind, format, rows, segment } }),
  )
  return rows
}

async function segmentOf(ctx: Context, name: string): Promise<number> {
  const { rows } = await sql<{ segment_id: number }>`
    select segment_id from facts.segments where (name = ${name} or segment_id::text = ${name}) and archived_at is null
    order by name = ${name} desc limit 1`.execute(ctx.db)
  if (!rows[0]) throw notFound('segment')
  return rows[0].segment_id
}
