import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/**
 * The open unit with this name, or with this name in the company's other systems; null when there is none. Case and
 * Unicode form don't matter; of several the oldest.
 */
export async function findUnitByName(ctx: Context, name: string): Promise<number | null> {
  const wanted = name.trim()
  const { rows } = await sql<{ unit_id: number }>`
    select unit_id from team.units
    where closed_at is null and (external_name = ${wanted} or lower(normalize(name, nfc)) = lower(normalize(${wanted}, nfc)))
    order by external_name = ${wanted} desc nulls last, unit_id limit 1`.execute(ctx.db)
  return rows[0]?.unit_id ?? null
}
