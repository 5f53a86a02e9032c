import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** Active people with a role in the caller's units; those of the whole company belong to everybody. */
export async function listColleagues(ctx: Context): Promise<{ items: { staffId: string; name: string }[] }> {
  const mine = ctx.scope.units === 'all' ? null : [...ctx.scope.units]
  const { rows } = await sql<{ staffId: string; name: string }>`
    select s.staff_id as "staffId", s.name from team.staff s
    where s.disabled_at is null and exists (
      select 1 from team.staff_roles r where r.staff_id = s.staff_id
        and (${mine}::int[] is null or r.unit_id = 1 or r.unit_id = any(${mine}::int[])))
    order by s.name, s.staff_id limit 1000`.execute(ctx.db)
  return { items: rows }
}
