import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor } from '#core/access/actor.ts'
import { hashSecret, newSecret } from '#core/access/secret-text.ts'
import type { Context } from '#core/context.ts'
import { AppError, forbidden } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { sessionToken } from '../sign-in/session.ts'

/** The session a request came with. @throws 403 `session_only` for API keys. */
export function ownSession(actor: Actor): { sessionId: string; person: { id: string; name: string } } {
  const sessionId = /^session:(.+)$/.exec(actor.via ?? '')?.[1]
  if (!sessionId) throw forbidden('session_only', 'Only a signed-in person can do this, not an API key.')
  return { sessionId, person: { id: actor.id, name: actor.name } }
}

/** @throws 403 `sudo_needed` when the person has not confirmed who they are within ten minutes. */
export async function requireSudo(ctx: Context, sessionId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from team.sessions where session_id = ${sessionId} and sudo_until > now()`.execute(ctx.db)
  if (rows.length === 0) throw new AppError(403, 'sudo_needed', 'Confirm your password first.')
}

/** A new token for the same session: the old one opens nothing any more. */
export async function renewToken(ctx: Context, house: House, request: FastifyRequest): Promise<string> {
  const token = newSecret()
  await sql`
    update team.sessions set token_hash = ${hashSecret(token)}
    where token_hash = ${hashSecret(sessionToken(house, request) ?? '')}`.execute(ctx.db)
  return token
}
