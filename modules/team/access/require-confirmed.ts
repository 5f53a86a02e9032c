import type { Context } from '#core/context.ts'
import { ownSession, requireSudo } from '../account/own-session.ts'

/** For dangerous acts: a person confirmed their password lately. Keys and the house itself have none to confirm. */
export async function requireConfirmed(ctx: Context): Promise<void> {
  if (ctx.actor.kind === 'staff') await requireSudo(ctx, ownSession(ctx.actor).sessionId)
}
