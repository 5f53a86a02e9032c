import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'

/** Stores the hash of a person's password. */
export async function setPassword(ctx: Context, staffId: string, hash: string): Promise<void> {
  await sql`
    insert into team.passwords (staff_id, hash) values (${staffId}, ${hash})
    on conflict (staff_id) do update set hash = excluded.hash, changed_at = now()`.execute(ctx.db)
}

/** @throws invalid `password_too_weak` for passwords that guessing finds first. */
export function refuseWeak(password: string, ...known: (string | null)[]): void {
  const plain = password.toLowerCase()
  const words = known.flatMap((word) => (word ? [word.toLowerCase(), word.toLowerCase().split('@')[0] ?? ''] : []))
  const named = words.some((word) => word.length > 3 && plain.replace(/\d/g, '') === word.replace(/\d/g, ''))
  const rest = plain.replace(/123456789|password|qwertyuiop|admin/g, '')
  const dull = new Set(plain).size < 5 || (rest !== plain && /^\W*(?:\d+\W*)?$/.test(rest))
  if (named || dull) {
    throw invalid('password_too_weak', 'This password is easily guessed. Choose a longer or less regular one.', {
      field: 'password',
    })
  }
}
