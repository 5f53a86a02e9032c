import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid, notFound, refused } from '#core/errors.ts'
import type { Role } from '#core/module.ts'

export interface RoleIn {
  role: Role
  unitId: number
}

const COMPANY = 1

/** Replaces a person's roles. @throws 400 `dealer_needs_unit`, 404 `unit_not_found` */
export async function putRoles(ctx: Context, staffId: string, roles: RoleIn[]): Promise<void> {
  if (roles.some(({ role, unitId }) => role === 'dealer' && unitId === COMPANY)) {
    throw invalid('dealer_needs_unit', 'A dealer works in a unit, not in the whole company.', { field: 'roles' })
  }
  const units = [...new Set(roles.map((role) => role.unitId))]
  const { rows } = await sql<{ unit_id: number }>`
    select unit_id from team.units where unit_id = any(${units}::int[]) and closed_at is null`.execute(ctx.db)
  if (rows.length !== units.length) throw notFound('unit')
  await sql`delete from team.staff_roles where staff_id = ${staffId}`.execute(ctx.db)
  await sql`insert into team.staff_roles (staff_id, role, unit_id)
    select ${staffId}::uuid, role, unit_id
    from unnest(${roles.map((role) => role.role)}::text[], ${roles.map((role) => role.unitId)}::int[]) r (role, unit_id)
    on conflict do nothing`.execute(ctx.db)
}

/** A house without an owner could never be opened again. One change at a time looks. @throws 409 `last_owner` */
export async function requireAnOwner(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('team.owners'))`.execute(ctx.db)
  const { rows } = await sql`
    select 1 from team.staff join team.staff_roles using (staff_id) join team.passwords using (staff_id)
    where role = 'owner' and unit_id = 1 and disabled_at is null limit 1`.execute(ctx.db)
  if (rows.length === 0) throw refused('last_owner', 'Somebody must stay owner of the company.')
}
