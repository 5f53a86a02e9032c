import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import { endAccess } from '../access/end-access.ts'
import { forgetActors } from '../access/remembered-actors.ts'
import type { acceptInviteCall, resetPasswordCall } from './contract.ts'
import { enterAs } from './enter-as.ts'
import { consumeLink, linkExpired, requireLink } from './link.ts'
import { hashPassword } from './password-hash.ts'
import type { Exchange } from './serve-exchange.ts'
import { refuseWeak, setPassword } from './set-password.ts'
import { addressLimit, countAttempt } from './throttle.ts'

/** Sets a new password by link. All sessions and keys of the person end; they sign in anew, second factor included. */
export async function resetPassword({ house, input, request }: Exchange<typeof resetPasswordCall>): Promise<void> {
  const { token, password } = input
  await countAttempt(house, [addressLimit('link', request.ip, 60, 600)])
  refuseWeak(password)
  await house.asSystem('team.reset', (ctx) => requireLink(ctx, 'reset', token))
  const hash = await hashPassword(password)
  await house.asSystem('team.reset', async (ctx) => {
    const staffId = await consumeLink(ctx, 'reset', token)
    if (!staffId) throw linkExpired()
    await setPassword(ctx, staffId, hash)
    await endAccess(ctx, staffId)
    audit(ctx, 'team.password.reset', { target: staffId })
  })
  forgetActors(house)
}

/** Accepts an invitation: name, password, and in. */
export async function acceptInvite(exchange: Exchange<typeof acceptInviteCall>): Promise<{ next: 'desk' }> {
  const { house, input, request } = exchange
  const { token, name, password } = input
  await countAttempt(house, [addressLimit('link', request.ip, 60, 600)])
  refuseWeak(password, name)
  await house.asSystem('team.invite', (ctx) => requireLink(ctx, 'invite', token))
  const hash = await hashPassword(password)
  const id = await house.asSystem('team.invite', async (ctx) => {
    const staffId = await consumeLink(ctx, 'invite', token)
    if (!staffId) throw linkExpired()
    await sql`update team.staff set name = ${name}, version = version + 1 where staff_id = ${staffId}`.execute(ctx.db)
    await setPassword(ctx, staffId, hash)
    await endAccess(ctx, staffId)
    audit(ctx, 'team.invitation.accepted', { target: staffId, details: { name } })
    return staffId
  })
  await enterAs(exchange, { id, name })
  return { next: 'desk' }
}
