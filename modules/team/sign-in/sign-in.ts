import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import { AppError, tooMany } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import type { signInCall } from './contract.ts'
import { emailKey } from './email-key.ts'
import { enterAs } from './enter-as.ts'
import { deviceToken, isKnownDevice } from './known-device.ts'
import { isPassword } from './password-hash.ts'
import { asPerson, type Exchange } from './serve-exchange.ts'
import { handOverSession, openSession, sessionToken } from './session.ts'
import { addressLimit, attemptIn, forgiveAttempt, type Limit, privateLimit } from './throttle.ts'

const QUARTER = 900

interface Account {
  staffId: string
  name: string
  hash: string | null
  twoFactor: boolean
}

/**
 * E-mail and password. A stranger's guesses lock the account and the address they come from for a while, but not the
 * browser that its owner signed in with before. Known and unknown addresses take the same steps and the same time.
 * @throws 401 `wrong_credentials`, 429 `too_many_attempts`, `sign_in_busy`
 */
export async function signIn(exchange: Exchange<typeof signInCall>): Promise<{ next: 'desk' | 'totp' }> {
  const { house, input, request, reply } = exchange
  const { account, limits } = await admitAttempt(house, request, emailKey(input.email))
  const right = await isPassword(account?.hash ?? null, input.password)
  if (!account || !right) {
    await house.transaction({ ...STRANGER, requestId: request.id, address: request.ip }, async (ctx) =>
      audit(ctx, 'team.sign_in.refused', account ? { target: account.staffId } : {}),
    )
    throw new AppError(401, 'wrong_credentials', 'E-mail or password is wrong.')
  }
  const person = { id: account.staffId, name: account.name }
  if (account.twoFactor) {
    const token = await asPerson(exchange, person, async (ctx) => {
      await forgiveAttempt(ctx, limits)
      return openSession(ctx, person.id, request, { stage: 'totp', before: sessionToken(house, request) })
    })
    handOverSession(house, reply, token)
    return { next: 'totp' }
  }
  await enterAs(exchange, person, (ctx) => forgiveAttempt(ctx, limits))
  return { next: 'desk' }
}

/** Looks the account up and counts the attempt, in one transaction that commits whatever comes of it. */
async function admitAttempt(
  house: House,
  request: FastifyRequest,
  key: string,
): Promise<{ account: Account | null; limits: Limit[] }> {
  const found = await house.asSystem('team.sign-in', async (ctx) => {
    const { rows } = await sql<Account>`
      select s.staff_id as "staffId", s.name, p.hash, f.confirmed_at is not null as "twoFactor"
      from team.staff s left join team.passwords p using (staff_id) left join team.second_factors f using (staff_id)
      where s.email_key = ${key} and s.disabled_at is null`.execute(ctx.db)
    const account = rows[0] ?? null
    const device = deviceToken(house, request)
    const known = await isKnownDevice(ctx, device, account?.staffId ?? null)
    const limits = known
      ? [privateLimit('sign-in:device', device ?? '', 10, QUARTER)]
      : [privateLimit('sign-in:account', key, 10, QUARTER), addressLimit('sign-in', request.ip, 40, QUARTER)]
    return { account, limits, wait: await attemptIn(ctx, limits) }
  })
  if (found.wait > 0) throw tooMany('too_many_attempts', 'Too many attempts. Wait a little and try again.', found.wait)
  return found
}

const STRANGER = {
  actor: { kind: 'anonymous' as const, id: '', name: '', grants: [], language: 'en' },
  scope: { units: 'all' as const, masked: new Set<string>() },
}
