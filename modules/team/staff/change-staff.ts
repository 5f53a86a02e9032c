import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound, refused, stale } from '#core/errors.ts'
import type { InputOf } from '#core/http/contract.ts'
import { endAccess } from '../access/end-access.ts'
import { forgetActors } from '../access/remembered-actors.ts'
import { requireCompanyWide } from '../access/require-company-wide.ts'
import { requireGrantable } from '../access/require-grantable.ts'
import { emailKey } from '../sign-in/email-key.ts'
import type { changeStaffCall } from './contract.ts'
import { findMember, type Member } from './find-member.ts'
import { putRoles, requireAnOwner } from './put-roles.ts'

/**
 * Changes a member of staff. New roles or disabling end their sessions and the keys they made; a new e-mail address
 * or disabling ends links that were sent. @throws 409 `last_owner`, 403 `role_above_yours`, 412 when stale
 */
export async function changeStaff(ctx: Context, input: InputOf<typeof changeStaffCall>): Promise<Member> {
  requireCompanyWide(ctx)
  const { staffId, ifMatch, roles } = input
  const before = await lockMember(ctx, staffId, ifMatch)
  await requireGrantable(
    ctx,
    [...before.roles, ...(roles ?? [])].map((role) => role.role),
  )
  await writeStaff(ctx, input)
  if (roles) await putRoles(ctx, staffId, roles)
  const after = (await findMember(ctx, staffId)) as Member
  const rightsChanged = rolesText(before) !== rolesText(after) || before.state !== after.state
  if (rightsChanged) await endAccess(ctx, staffId)
  if (rightsChanged && before.roles.some((role) => role.role === 'owner')) await requireAnOwner(ctx)
  if (before.email !== after.email || after.state === 'disabled') {
    await sql`delete from team.links where staff_id = ${staffId}`.execute(ctx.db)
  }
  audit(ctx, 'team.staff.changed', { target: staffId, details: { before: facts(before), after: facts(after) } })
  forgetActors(ctx.house)
  return after
}

async function lockMember(ctx: Context, staffId: string, version: number): Promise<Member> {
  await sql`select 1 from team.staff where staff_id = ${staffId} for update`.execute(ctx.db)
  const member = await findMember(ctx, staffId)
  if (!member) throw notFound('staff')
  if (member.version !== version) throw stale(member.version)
  return member
}

async function writeStaff(ctx: Context, input: InputOf<typeof changeStaffCall>): Promise<void> {
  const { staffId, name = null, email = null, disabled = null } = input
  const key = email && emailKey(email)
  const taken = await sql`select 1 from team.staff where email_key = ${key}::text and staff_id <> ${staffId}`.execute(
    ctx.db,
  )
  if (taken.rows.length > 0) throw refused('staff_exists', 'Somebody with this e-mail address is here already.')
  await sql`
    update team.staff set name = coalesce(${name}, name), email = coalesce(${email}, email),
      email_key = coalesce(${key}, email_key), version = version + 1,
      disabled_at = case when ${disabled}::boolean is null then disabled_at when ${disabled} then coalesce(disabled_at, now()) end
    where staff_id = ${staffId}`.execute(ctx.db)
}

const rolesText = (member: Member) => member.roles.map(({ role, unitId }) => `${role}@${unitId}`).join()
const facts = ({ name, email, roles, state }: Member) => ({ name, email, roles, state })
