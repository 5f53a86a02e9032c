import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { readCookie, setCookie } from '#core/access/cookies.ts'
import { hashSecret, newSecret } from '#core/access/secret-text.ts'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { uuid7 } from '#core/words/uuid7.ts'

const COOKIE = 'sid'
export const SESSION_SECONDS = 14 * 86_400
/** Long enough for a weekend. */
export const IDLE_SECONDS = 3 * 86_400
const TOTP_SECONDS = 600

export const sessionToken = (house: House, request: FastifyRequest): string | null => readCookie(house, request, COOKIE)

export function handOverSession(house: House, reply: FastifyReply, token: string): void {
  setCookie(house, reply, COOKIE, token, SESSION_SECONDS)
}

export const forgetSession = (house: House, reply: FastifyReply): void => setCookie(house, reply, COOKIE, '', 0)

/**
 * Opens a session and returns its token, which only the browser keeps. `before`, the session of the step before
 * (password only), ends with it: every step has a new token.
 */
export async function openSession(
  ctx: Context,
  staffId: string,
  request: FastifyRequest,
  options: { stage: 'totp' | 'full'; before?: string | null },
): Promise<string> {
  if (options.before)
    await sql`delete from team.sessions where token_hash = ${hashSecret(options.before)}`.execute(ctx.db)
  const token = newSecret()
  const seconds = options.stage === 'totp' ? TOTP_SECONDS : SESSION_SECONDS
  await sql`
    insert into team.sessions (session_id, token_hash, staff_id, stage, expires_at, address, agent)
    values (${uuid7()}, ${hashSecret(token)}, ${staffId}, ${options.stage}, now() + make_interval(secs => ${seconds}),
      ${request.ip}, ${request.headers['user-agent']?.slice(0, 300) ?? null})`.execute(ctx.db)
  return token
}

export interface SessionRow {
  sessionId: string
  staffId: string
  name: string
  email: string | null
}

/** The live session behind a token, of a person who is not disabled; null when there is none. */
export async function findSession(ctx: Context, token: string, stage: 'totp' | 'full'): Promise<SessionRow | null> {
  const { rows } = await sql<SessionRow & { stale: boolean }>`
    select s.session_id as "sessionId", s.staff_id as "staffId", p.name, p.email,
      s.seen_at < now() - interval '5 minutes' as stale
    from team.sessions s join team.staff p using (staff_id)
    where s.token_hash = ${hashSecret(token)} and s.stage = ${stage} and p.disabled_at is null
      and s.expires_at > now() and s.seen_at > now() - make_interval(secs => ${IDLE_SECONDS})`.execute(ctx.db)
  const row = rows[0]
  if (!row) return null
  if (row.stale) await sql`update team.sessions set seen_at = now() where session_id = ${row.sessionId}`.execute(ctx.db)
  return row
}
