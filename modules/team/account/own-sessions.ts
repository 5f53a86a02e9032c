import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import { hashSecret } from '#core/access/secret-text.ts'
import { notFound } from '#core/errors.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { forgetActors } from '../access/remembered-actors.ts'
import type { listSessionsCall, revokeSessionCall, signOutCall } from '../sign-in/contract.ts'
import { asPerson, type Exchange } from '../sign-in/serve-exchange.ts'
import { forgetSession, IDLE_SECONDS, sessionToken } from '../sign-in/session.ts'
import { ownSession } from './own-session.ts'

/** Where I am signed in, newest first. */
export async function listOwnSessions(
  exchange: Exchange<typeof listSessionsCall>,
): Promise<ReplyOf<typeof listSessionsCall>> {
  const { sessionId, person } = ownSession(exchange.actor)
  const { rows } = await asPerson(exchange, person, (ctx) =>
    sql<{ session_id: string; created_at: Date; seen_at: Date; address: string | null; agent: string | null }>`
      select session_id, created_at, seen_at, address, agent from team.sessions
      where staff_id = ${person.id} and stage = 'full' and expires_at > now()
        and seen_at > now() - make_interval(secs => ${IDLE_SECONDS})
      order by seen_at desc limit 100`.execute(ctx.db),
  )
  return {
    sessions: rows.map((row) => ({
      sessionId: row.session_id,
      createdAt: row.created_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      address: row.address,
      agent: row.agent,
      current: row.session_id === sessionId,
    })),
  }
}

/** Ends one of my sessions. @throws 404 `session_not_found` also for other people's. */
export async function revokeOwnSession(exchange: Exchange<typeof revokeSessionCall>): Promise<void> {
  const { person } = ownSession(exchange.actor)
  const ended = exchange.input.sessionId
  await asPerson(exchange, person, async (ctx) => {
    const { rows } = await sql`
      delete from team.sessions where session_id = ${ended} and staff_id = ${person.id} returning 1`.execute(ctx.db)
    if (rows.length === 0) throw notFound('session')
    audit(ctx, 'team.session.ended', { target: ended })
  })
  forgetActors(exchange.house)
}

/** Ends this session, whatever step it is at; also right when there is none. */
export async function signOut({ house, request, reply }: Exchange<typeof signOutCall>): Promise<void> {
  const token = sessionToken(house, request)
  if (token) {
    await house.asSystem('team.sign-out', async (ctx) => {
      const { rows } = await sql<{ staff_id: string }>`
        delete from team.sessions where token_hash = ${hashSecret(token)} returning staff_id`.execute(ctx.db)
      if (rows[0]) audit(ctx, 'team.signed_out', { target: rows[0].staff_id })
    })
    forgetActors(house)
  }
  forgetSession(house, reply)
}
