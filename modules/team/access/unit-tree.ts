import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

const ROOT = 1

/** The given units with everything below them; `all` when the company itself is among them. */
export async function withChildren(ctx: Context, units: readonly number[]): Promise<'all' | number[]> {
  if (units.includes(ROOT)) return 'all'
  const { rows } = await sql<{ unit_id: number }>`
    select unit_id from team.units where path && ${units}::int[] and closed_at is null`.execute(ctx.db)
  return rows.map((row) => row.unit_id)
}
