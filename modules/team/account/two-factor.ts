import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { toDataURL } from 'qrcode'
import { audit } from '#core/access/audit.ts'
import { seal } from '#core/access/seal.ts'
import { keyedHash } from '#core/access/secret-text.ts'
import { companyName } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { AppError, refused } from '#core/errors.ts'
import { readSetting } from '#core/settings.ts'
import { forgetActors } from '../access/remembered-actors.ts'
import { isFreshCode } from '../sign-in/check-second-factor.ts'
import type {
  confirmTwoFactorCall,
  removeTwoFactorCall,
  renewBackupCodesCall,
  startTwoFactorCall,
} from '../sign-in/contract.ts'
import { asPerson, type Exchange } from '../sign-in/serve-exchange.ts'
import { handOverSession } from '../sign-in/session.ts'
import { codeLimit } from '../sign-in/sign-in-totp.ts'
import { countAttempt, forgiveAttempt } from '../sign-in/throttle.ts'
import { newTotpSecret, totpAddress } from '../sign-in/totp.ts'
import { ownSession, renewToken, requireSudo } from './own-session.ts'

const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** A secret for the authenticator app, as text and QR picture; it counts only after `confirmTwoFactor`. */
export async function startTwoFactor(
  exchange: Exchange<typeof startTwoFactorCall>,
): Promise<{ secret: string; address: string; qr: string }> {
  const { sessionId, person } = ownSession(exchange.actor)
  const secret = newTotpSecret()
  const address = await asPerson(exchange, person, async (ctx) => {
    await requireSudo(ctx, sessionId)
    const { rows } = await sql`
      insert into team.second_factors as f (staff_id, sealed_secret) values (${person.id}, ${seal(ctx.house.secret, person.id, secret)})
      on conflict (staff_id) do update set sealed_secret = excluded.sealed_secret, last_step = 0
      where f.confirmed_at is null returning 1`.execute(ctx.db)
    if (rows.length === 0) throw refused('two_factor_on', 'The second factor is on already.')
    const { rows: me } = await sql<{
      email: string | null
    }>`select email from team.staff where staff_id = ${person.id}`.execute(ctx.db)
    return totpAddress(secret, await readSetting(ctx, companyName), me[0]?.email ?? person.name)
  })
  return { secret, address, qr: await toDataURL(address, { margin: 1, width: 220 }) }
}

/** Turns the second factor on. The session gets a new token, the person their backup codes. */
export async function confirmTwoFactor(
  exchange: Exchange<typeof confirmTwoFactorCall>,
): Promise<{ backupCodes: string[] }> {
  const { house, input, request, reply } = exchange
  const { sessionId, person } = ownSession(exchange.actor)
  const limits = [codeLimit(person.id)]
  await countAttempt(house, limits)
  const made = await asPerson(exchange, person, async (ctx) => {
    await requireSudo(ctx, sessionId)
    await requireFactor(ctx, person.id, false)
    if (!(await isFreshCode(ctx, person.id, input.code))) throw new AppError(403, 'wrong_code', 'This code is wrong.')
    await sql`update team.second_factors set confirmed_at = now() where staff_id = ${person.id}`.execute(ctx.db)
    await forgiveAttempt(ctx, limits)
    audit(ctx, 'team.two_factor.on', { target: person.id })
    return { token: await renewToken(ctx, house, request), backupCodes: await makeBackupCodes(ctx, person.id) }
  })
  forgetActors(house)
  handOverSession(house, reply, made.token)
  return { backupCodes: made.backupCodes }
}

/** Turns the second factor off. */
export async function removeTwoFactor(exchange: Exchange<typeof removeTwoFactorCall>): Promise<void> {
  const { sessionId, person } = ownSession(exchange.actor)
  await asPerson(exchange, person, async (ctx) => {
    await requireSudo(ctx, sessionId)
    await sql`delete from team.second_factors where staff_id = ${person.id}`.execute(ctx.db)
    await sql`delete from team.backup_codes where staff_id = ${person.id}`.execute(ctx.db)
    audit(ctx, 'team.two_factor.off', { target: person.id })
  })
}

/** Ten new backup codes; the old ones end. */
export async function renewBackupCodes(
  exchange: Exchange<typeof renewBackupCodesCall>,
): Promise<{ backupCodes: string[] }> {
  const { sessionId, person } = ownSession(exchange.actor)
  return asPerson(exchange, person, async (ctx) => {
    await requireSudo(ctx, sessionId)
    await requireFactor(ctx, person.id, true)
    audit(ctx, 'team.backup_codes.renewed', { target: person.id })
    return { backupCodes: await makeBackupCodes(ctx, person.id) }
  })
}

async function requireFactor(ctx: Context, staffId: string, on: boolean): Promise<void> {
  const { rows } = await sql<{ on: boolean }>`
    select confirmed_at is not null as on from team.second_factors where staff_id = ${staffId}`.execute(ctx.db)
  if (!rows[0] || (on && !rows[0].on)) throw refused('two_factor_off', 'The second factor is off.')
  if (!on && rows[0].on) throw refused('two_factor_on', 'The second factor is on already.')
}

/** Ten codes of 50 bits; the table keeps only hashes keyed with the house's secret. */
async function makeBackupCodes(ctx: Context, staffId: string): Promise<string[]> {
  const codes = Array.from({ length: 10 }, () =>
    Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  )
  await sql`delete from team.backup_codes where staff_id = ${staffId}`.execute(ctx.db)
  await sql`insert into team.backup_codes (staff_id, code_hash)
    select ${staffId}::uuid, unnest(${codes.map((code) => keyedHash(ctx.house.secret, code))}::bytea[])`.execute(ctx.db)
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`)
}
