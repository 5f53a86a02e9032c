import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { tooMany } from '#core/errors.ts'
import type { House } from '#core/house.ts'

export interface Limit {
  /** What is counted: `sign-in:account:…`. */
  name: string
  attempts: number
  seconds: number
}

/**
 * Counts one attempt against each limit before it is known whether it will succeed, so that parallel guesses can't
 * slip through; commits at once.
 * @throws tooMany `too_many_attempts` with the seconds to wait.
 */
export async function countAttempt(house: House, limits: Limit[]): Promise<void> {
  const wait = await house.asSystem('team.throttle', (ctx) => attemptIn(ctx, limits))
  if (wait > 0) throw tooMany('too_many_attempts', 'Too many attempts. Wait a little and try again.', wait)
}

/** The same inside a transaction of one's own, which must commit. Returns the seconds to wait, 0 when free. */
export async function attemptIn(ctx: Context, limits: Limit[]): Promise<number> {
  const wanted = limits.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  let wait = 0
  for (const { name, attempts, seconds } of wanted) {
    const { rows } = await sql<{ attempts: number; wait: number }>`
      insert into team.throttles as t (name, attempts, until) values (${name}, 1, now() + make_interval(secs => ${seconds}))
      on conflict (name) do update set
        attempts = case when t.until <= now() then 1 else least(t.attempts + 1, 1000000) end,
        until = case when t.until <= now() then excluded.until else t.until end
      returning attempts, ceil(extract(epoch from until - now()))::int as wait`.execute(ctx.db)
    if (rows[0] && rows[0].attempts > attempts) wait = Math.max(wait, rows[0].wait)
  }
  return wait
}

/** Takes back what a right password proves harmless: the account's count wholly, an address's by one. */
export async function forgiveAttempt(ctx: Context, limits: Limit[]): Promise<void> {
  for (const { name } of limits) {
    if (name.includes(':address:')) {
      await sql`update team.throttles set attempts = greatest(attempts - 1, 0) where name = ${name}`.execute(ctx.db)
    } else await sql`delete from team.throttles where name = ${name}`.execute(ctx.db)
  }
}

/** Who is at the other end of the socket; an IPv6 customer holds a whole /64. */
export const addressLimit = (what: string, address: string, attempts: number, seconds: number): Limit => ({
  name: `${what}:address:${isIPv6(address) && !address.startsWith('::ffff:') ? network64(address) : address}`,
  attempts,
  seconds,
})

/** An e-mail address or another private name, counted without keeping it. */
export const privateLimit = (what: string, name: string, attempts: number, seconds: number): Limit => ({
  name: `${what}:${createHash('sha256').update(name).digest('base64url')}`,
  attempts,
  seconds,
})

function network64(address: string): string {
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? []
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return `${[...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')}::/64`
}
