import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import { AppError } from '#core/errors.ts'
import { endAccess } from '../access/end-access.ts'
import { forgetActors } from '../access/remembered-actors.ts'
import type { changePasswordCall, sudoCall } from '../sign-in/contract.ts'
import { hashPassword, isPassword } from '../sign-in/password-hash.ts'
import { asPerson, type Exchange } from '../sign-in/serve-exchange.ts'
import { handOverSession } from '../sign-in/session.ts'
import { refuseWeak, setPassword } from '../sign-in/set-password.ts'
import { countAttempt, forgiveAttempt, privateLimit } from '../sign-in/throttle.ts'
import { ownSession, renewToken } from './own-session.ts'

/** Changes my password: other sessions and the keys I made end, this session gets a new token. */
export async function changeOwnPassword(exchange: Exchange<typeof changePasswordCall>): Promise<void> {
  const { house, input, request, reply } = exchange
  const { sessionId, person } = ownSession(exchange.actor)
  refuseWeak(input.password, person.name)
  await confirmPassword(exchange, person, input.current)
  const hash = await hashPassword(input.password)
  const token = await asPerson(exchange, person, async (ctx) => {
    await setPassword(ctx, person.id, hash)
    await endAccess(ctx, person.id, sessionId)
    audit(ctx, 'team.password.changed', { target: person.id })
    return renewToken(ctx, house, request)
  })
  forgetActors(house)
  handOverSession(house, reply, token)
}

/** Confirms who I am; dangerous acts are open for ten minutes, under a new token. */
export async function confirmOwnPassword(exchange: Exchange<typeof sudoCall>): Promise<{ sudoUntil: string }> {
  const { house, request, reply } = exchange
  const { sessionId, person } = ownSession(exchange.actor)
  await confirmPassword(exchange, person, exchange.input.password)
  const { token, until } = await asPerson(exchange, person, async (ctx) => {
    const { rows } = await sql<{ sudo_until: Date }>`
      update team.sessions set sudo_until = now() + interval '10 minutes' where session_id = ${sessionId}
      returning sudo_until`.execute(ctx.db)
    audit(ctx, 'team.password.confirmed', { target: person.id })
    return { token: await renewToken(ctx, house, request), until: rows[0]?.sudo_until ?? ctx.now }
  })
  forgetActors(house)
  handOverSession(house, reply, token)
  return { sudoUntil: until.toISOString() }
}

async function confirmPassword(
  exchange: Exchange,
  person: { id: string; name: string },
  password: string,
): Promise<void> {
  const limits = [privateLimit('confirm', person.id, 10, 900)]
  await countAttempt(exchange.house, limits)
  const { rows } = await asPerson(exchange, person, (ctx) =>
    sql<{ hash: string }>`select hash from team.passwords where staff_id = ${person.id}`.execute(ctx.db),
  )
  if (!(await isPassword(rows[0]?.hash ?? null, password))) {
    throw new AppError(403, 'wrong_password', 'This is not your password.')
  }
  await asPerson(exchange, person, (ctx) => forgiveAttempt(ctx, limits))
}
