import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { refreshSearch } from '../search/refresh-search.ts'

interface Row {
  customer_id: string
  kind: string
  source: string
  value_key: string
}

/**
 * Removes the identities a run gave: of these customers, or of all that are left. Who else carries them owns them
 * from then on.
 */
export async function takeBackIdentities(
  ctx: Context,
  runId: string,
  of: readonly string[] | null = null,
): Promise<string[]> {
  const { rows } = await sql<Row>`
    delete from customers.identities where run_id = ${runId}::uuid
      and (${of === null} or customer_id = any(${of ?? []}::uuid[]))
    returning customer_id, kind, source, value_key`.execute(ctx.db)
  if (rows.length === 0) return []
  await sql`select customers.release_identities(${rows.map((row) => row.customer_id)}::uuid[],
    ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.source)}::text[],
    ${rows.map((row) => row.value_key)}::text[])`.execute(ctx.db)
  const ids = [...new Set(rows.map((row) => row.customer_id))]
  if (of === null) await refreshSearch(ctx, ids)
  return ids
}
