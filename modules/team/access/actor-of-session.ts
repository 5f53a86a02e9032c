import type { Actor } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { findSession } from '../sign-in/session.ts'
import { actorOfStaff } from './actor-of-staff.ts'

/** The actor behind a session's token; null when it ended, or when the second factor is still missing. */
export async function actorOfSession(ctx: Context, token: string): Promise<Actor | null> {
  const session = await findSession(ctx, token, 'full')
  if (!session) return null
  const actor = await actorOfStaff(ctx, session.staffId)
  return actor && { ...actor, via: `session:${session.sessionId}` }
}
