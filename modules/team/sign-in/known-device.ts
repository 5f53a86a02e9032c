import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { readCookie, setCookie } from '#core/access/cookies.ts'
import { hashSecret, newSecret } from '#core/access/secret-text.ts'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'

const COOKIE = 'device'
const YEAR = 365 * 86_400

export const deviceToken = (house: House, request: FastifyRequest): string | null => readCookie(house, request, COOKIE)

/** Whether this browser completed a sign-in of this person before. Asks the same for nobody, to take the same time. */
export async function isKnownDevice(ctx: Context, token: string | null, staffId: string | null): Promise<boolean> {
  const { rows } = await sql`
    select 1 from team.devices
    where device_hash = ${hashSecret(token ?? '')} and staff_id = ${staffId}::uuid`.execute(ctx.db)
  return rows.length > 0
}

/** Remembers this browser as this person's. Returns the token to keep, the old one where it is theirs already. */
export async function rememberDevice(ctx: Context, token: string | null, staffId: string): Promise<string> {
  if (token && (await isKnownDevice(ctx, token, staffId))) {
    await sql`update team.devices set seen_at = now() where device_hash = ${hashSecret(token)}`.execute(ctx.db)
    return token
  }
  const made = newSecret()
  await sql`insert into team.devices (device_hash, staff_id) values (${hashSecret(made)}, ${staffId})`.execute(ctx.db)
  return made
}

export const handOverDevice = (house: House, reply: FastifyReply, token: string): void =>
  setCookie(house, reply, COOKIE, token, YEAR)
