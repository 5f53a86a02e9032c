import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { Role } from '#core/module.ts'

export interface Member {
  staffId: string
  name: string
  email: string | null
  language: string
  roles: { role: Role; unitId: number; unitName: string }[]
  state: 'active' | 'invited' | 'disabled'
  twoFactor: boolean
  seenAt: string | null
  version: number
}

/** Members of staff that fit a condition on `s` (staff), newest first. */
export async function findMembers(ctx: Context, where: RawBuilder<unknown>, limit: number): Promise<Member[]> {
  const { rows } = await sql<Omit<Member, 'seenAt'> & { seenAt: Date | null }>`
    select m.* from (
      select s.staff_id as "staffId", s.name, s.email, s.language, s.version,
        case when s.disabled_at is not null then 'disabled' when p.staff_id is null then 'invited' else 'active' end as state,
        f.confirmed_at is not null as "twoFactor",
        (select max(seen_at) from team.sessions x where x.staff_id = s.staff_id) as "seenAt",
        (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'unitId', r.unit_id, 'unitName', u.name)
           order by r.unit_id, r.role), '[]')
         from team.staff_roles r join team.units u using (unit_id) where r.staff_id = s.staff_id) as roles
      from team.staff s left join team.passwords p using (staff_id) left join team.second_factors f using (staff_id)
    ) m where ${where}
    order by "staffId" desc limit ${limit}`.execute(ctx.db)
  return rows.map((row) => ({ ...row, seenAt: row.seenAt?.toISOString() ?? null }))
}

/** One member of staff; null when there is none. */
export async function findMember(ctx: Context, staffId: string): Promise<Member | null> {
  const [member] = await findMembers(ctx, sql`"staffId" = ${staffId}`, 1)
  return member ?? null
}
