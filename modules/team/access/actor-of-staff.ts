import { sql } from 'kysely'
import type { Actor, Grant } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import type { Role } from '#core/module.ts'
import { rightsOf } from './role-rights.ts'
import { withChildren } from './unit-tree.ts'

/** A member of staff with their present roles and units; null when unknown or disabled. */
export async function actorOfStaff(ctx: Context, staffId: string): Promise<Actor | null> {
  const { rows } = await sql<{ name: string; language: string; role: Role | null; units: number[] }>`
    select s.name, s.language, r.role, array_agg(r.unit_id) filter (where r.unit_id is not null) as units
    from team.staff s left join team.staff_roles r using (staff_id)
    where s.staff_id = ${staffId}::uuid and s.disabled_at is null
    group by s.name, s.language, r.role`.execute(ctx.db)
  const first = rows[0]
  if (!first) return null
  const grants: Grant[] = []
  for (const { role, units } of rows) {
    if (role !== null) grants.push({ ...(await rightsOf(ctx, role)), units: await withChildren(ctx, units) })
  }
  return { kind: 'staff', id: staffId, name: first.name, language: first.language, grants, via: `staff:${staffId}` }
}
