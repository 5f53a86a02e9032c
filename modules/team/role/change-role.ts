import { sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { forbidden, invalid, refused, stale } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { forgetActors } from '../access/remembered-actors.ts'
import { requireCompanyWide } from '../access/require-company-wide.ts'
import { requireConfirmed } from '../access/require-confirmed.ts'
import { rightsOf } from '../access/role-rights.ts'
import type { changeRoleCall } from './contract.ts'

/** Changes a role for everybody who holds it; they feel it within two seconds. Nobody gives what they don't hold. */
export async function changeRole(
  ctx: Context,
  input: InputOf<typeof changeRoleCall>,
): Promise<ReplyOf<typeof changeRoleCall>> {
  requireCompanyWide(ctx)
  await requireConfirmed(ctx)
  const { role, ifMatch } = input
  if (role === 'owner') throw refused('role_fixed', 'The owner may do everything; this cannot be changed.')
  const before = await rightsOf(ctx, role)
  const permissions = [...new Set(input.permissions)].sort()
  const masked = [...new Set(input.masked)].sort()
  refuseUnknown(ctx, permissions)
  const given = permissions.filter((permission) => !before.permissions.has(permission) && !may(ctx.actor, permission))
  if (given.length > 0) throw forbidden('role_above_yours', `You don't hold ${given.join(', ')} yourself.`)
  const { rows } = await sql<{ version: number }>`
    insert into team.role_rights as r (role, permissions, masked) values (${role}, ${permissions}, ${masked})
    on conflict (role) do update set permissions = excluded.permissions, masked = excluded.masked, version = r.version + 1
    returning version`.execute(ctx.db)
  const version = rows[0]?.version ?? 1
  if (version !== ifMatch + 1) throw stale(version - 1)
  audit(ctx, 'team.role.changed', {
    target: role,
    details: {
      before: { permissions: [...before.permissions].sort(), masked: [...before.masked].sort() },
      after: { permissions, masked },
    },
  })
  forgetActors(ctx.house)
  return { role, permissions, masked, fixed: false, version }
}

function refuseUnknown(ctx: Context, permissions: string[]): void {
  const known = new Set(ctx.house.rooms.flatMap((room) => Object.keys(room.permissions ?? {})))
  const unknown = permissions.filter((permission) => !known.has(permission))
  if (unknown.length > 0) throw invalid('permission_unknown', `No such permission: ${unknown.join(', ')}.`)
}
