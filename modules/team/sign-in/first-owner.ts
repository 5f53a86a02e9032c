import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { refused } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type { signInFirstCall, signInLinkCall } from './contract.ts'
import { emailKey } from './email-key.ts'
import { enterAs } from './enter-as.ts'
import { consumeLink, linkExpired, makeLink, requireLink } from './link.ts'
import { hashPassword } from './password-hash.ts'
import { type Exchange, notSignedIn } from './serve-exchange.ts'
import { findSession, sessionToken } from './session.ts'
import { refuseWeak, setPassword } from './set-password.ts'
import { addressLimit, countAttempt } from './throttle.ts'

/**
 * The way in for the first owner, printed at the start; null once an owner has a password. Works once, for a day,
 * whatever other starts printed.
 */
export async function oneTimeLink(house: House): Promise<string | null> {
  return house.asSystem('team.first-owner', async (ctx) => ((await isOwned(ctx)) ? null : makeLink(ctx, 'first', null)))
}

/**
 * Uses the link up and signs in as the owner, who then says who they are; they may look around first.
 * @throws 410 `link_expired`
 */
export async function signInByLink(exchange: Exchange<typeof signInLinkCall>): Promise<{ next: 'first' }> {
  const { house, input, request } = exchange
  await countAttempt(house, [addressLimit('link', request.ip, 60, 600)])
  const language = languageOf(request)
  const staffId = await house.asSystem('team.first-owner', (ctx) => firstOwner(ctx, input.token, language))
  await enterAs(exchange, { id: staffId, name: nameless(language) })
  return { next: 'first' }
}

/**
 * Gives the first owner name, e-mail and password.
 * @throws 410 `link_expired`, 401 `not_signed_in`, 409 `password_set`, `staff_exists`, 400 `password_too_weak`
 */
export async function becomeOwner(exchange: Exchange<typeof signInFirstCall>): Promise<{ next: 'desk' }> {
  const { house, input, request } = exchange
  const { token, email, name, password } = input
  refuseWeak(password, email, name)
  await countAttempt(house, [addressLimit('link', request.ip, 60, 600)])
  if (token) await house.asSystem('team.first-owner', (ctx) => requireLink(ctx, 'first', token))
  const hash = await hashPassword(password)
  const staffId = await house.asSystem('team.first-owner', async (ctx) => {
    const id = token
      ? await firstOwner(ctx, token, languageOf(request))
      : await signedInBy(ctx, sessionToken(house, request))
    await nameOwner(ctx, id, { email, name, hash })
    return id
  })
  await enterAs(exchange, { id: staffId, name })
  return { next: 'desk' }
}

/** The owner's row behind the link, made when it is not there yet. One at a time: there is exactly one first owner. */
async function firstOwner(ctx: Context, token: string, language: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('team.first-owner'))`.execute(ctx.db)
  await consumeLink(ctx, 'first', token)
  if (await isOwned(ctx)) throw linkExpired()
  const { rows } = await sql<{ staff_id: string }>`
    select staff_id from team.staff join team.staff_roles using (staff_id)
    where role = 'owner' and email is null`.execute(ctx.db)
  if (rows[0]) return rows[0].staff_id
  const staffId = uuid7()
  await sql`insert into team.staff (staff_id, name, language) values (${staffId}, ${nameless(language)}, ${language})`.execute(
    ctx.db,
  )
  await sql`insert into team.staff_roles (staff_id, role, unit_id) values (${staffId}, 'owner', 1)`.execute(ctx.db)
  audit(ctx, 'team.first_owner.came', { target: staffId })
  return staffId
}

/** What they are called until they say. */
const nameless = (language: string) => (language === 'en' ? 'Owner' : '所有者')

/** The desk opens in the language of the first owner's browser. */
const languageOf = (request: FastifyRequest) =>
  /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-CN'

async function signedInBy(ctx: Context, token: string | null): Promise<string> {
  const session = token && (await findSession(ctx, token, 'full'))
  if (!session) throw notSignedIn()
  // Several may have come in by links; whoever is first gives the account its password.
  await sql`select 1 from team.staff where staff_id = ${session.staffId} for update`.execute(ctx.db)
  const { rows } = await sql`select 1 from team.passwords where staff_id = ${session.staffId}`.execute(ctx.db)
  if (rows.length > 0) throw refused('password_set', 'You have a password already. Change it in your account.')
  return session.staffId
}

async function nameOwner(
  ctx: Context,
  staffId: string,
  person: { email: string; name: string; hash: string },
): Promise<void> {
  const key = emailKey(person.email)
  const { rows } = await sql`select 1 from team.staff where email_key = ${key} and staff_id <> ${staffId}`.execute(
    ctx.db,
  )
  if (rows.length > 0) throw refused('staff_exists', 'Somebody with this e-mail address is here already.')
  await sql`
    update team.staff set email = ${person.email}, email_key = ${key}, name = ${person.name}, version = version + 1
    where staff_id = ${staffId}`.execute(ctx.db)
  await setPassword(ctx, staffId, person.hash)
  await sql`delete from team.links where purpose = 'first'`.execute(ctx.db)
  audit(ctx, 'team.first_owner.named', { target: staffId, details: { name: person.name, email: person.email } })
}

async function isOwned(ctx: Context): Promise<boolean> {
  const { rows } = await sql`
    select 1 from team.staff join team.staff_roles using (staff_id) join team.passwords using (staff_id)
    where role = 'owner' and disabled_at is null limit 1`.execute(ctx.db)
  return rows.length > 0
}
