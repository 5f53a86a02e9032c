import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** Whether a unit is there, open, and one the caller sees. */
export async function isOpenUnit(ctx: Context, unitId: number): Promise<boolean> {
  const { units } = ctx.scope
  if (units !== 'all' && !units.includes(unitId)) return false
  const { rows } = await sql`
    select 1 from team.units where unit_id = ${unitId}::int and closed_at is null`.execute(ctx.db)
  return rows.length > 0
}
