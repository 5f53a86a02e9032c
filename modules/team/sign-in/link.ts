import { sql } from 'kysely'
import { hashSecret, newSecret } from '#core/access/secret-text.ts'
import type { Context } from '#core/context.ts'
import { AppError } from '#core/errors.ts'

export type LinkPurpose = 'first' | 'invite' | 'reset'

const SECONDS: Record<LinkPurpose, number> = { first: 86_400, invite: 7 * 86_400, reset: 1800 }

/**
 * Makes a link that works once: a day for the first owner, seven days for an invitation, half an hour for a new
 * password. An older one of the same purpose and person ends; links for the first owner stand beside each other, because
 * every process that starts prints one. The address is the configured one, never a header's; the
 * secret stands behind `#`, where no server log or referrer sees it.
 */
export async function makeLink(ctx: Context, purpose: LinkPurpose, staffId: string | null): Promise<string> {
  const token = newSecret()
  await sql`
    insert into team.links (link_hash, purpose, staff_id, expires_at)
    values (${hashSecret(token)}, ${purpose}, ${staffId}, now() + make_interval(secs => ${SECONDS[purpose]}))
    on conflict (purpose, staff_id) do update
    set link_hash = excluded.link_hash, expires_at = excluded.expires_at, created_at = now()`.execute(ctx.db)
  return new URL(`/sign-in/${purpose}#${token}`, ctx.house.publicUrl).href
}

/** Looks whether a link would work, before a password is hashed for it. @throws 410 `link_expired` */
export async function requireLink(ctx: Context, purpose: LinkPurpose, token: string): Promise<void> {
  const { rows } = await sql`
    select 1 from team.links
    where link_hash = ${hashSecret(token)} and purpose = ${purpose} and expires_at > now()`.execute(ctx.db)
  if (rows.length === 0) throw linkExpired()
}

/** Uses a link up: of several at once exactly one gets through. Returns whose it is. @throws 410 `link_expired` */
export async function consumeLink(ctx: Context, purpose: LinkPurpose, token: string): Promise<string | null> {
  const { rows } = await sql<{ staff_id: string | null }>`
    delete from team.links where link_hash = ${hashSecret(token)} and purpose = ${purpose} and expires_at > now()
      and (staff_id is null or staff_id in (select staff_id from team.staff where disabled_at is null))
    returning staff_id`.execute(ctx.db)
  if (!rows[0]) throw linkExpired()
  return rows[0].staff_id
}

export const linkExpired = () =>
  new AppError(410, 'link_expired', 'This link was used already, is too old, or was replaced by a newer one.')
