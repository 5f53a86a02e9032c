import { sql } from 'kysely'
import { unseal } from '#core/access/seal.ts'
import { keyedHash } from '#core/access/secret-text.ts'
import type { Context } from '#core/context.ts'
import { stepOfCode } from './totp.ts'

/**
 * Whether the code is the app's present one (each counts once) or an unused backup code, which it uses up.
 * Rows are locked: of two requests with the same code one is right.
 */
export async function checkSecondFactor(ctx: Context, staffId: string, given: string): Promise<boolean> {
  const code = given.replace(/[\s-]/g, '')
  return /^\d{6}$/.test(code) ? isFreshCode(ctx, staffId, code) : isBackupCode(ctx, staffId, code)
}

/** A code of the app that was not accepted before. Also right while the factor is still to be confirmed. */
export async function isFreshCode(ctx: Context, staffId: string, code: string): Promise<boolean> {
  const { rows } = await sql<{ sealed_secret: Buffer; last_step: bigint }>`
    select sealed_secret, last_step from team.second_factors where staff_id = ${staffId} for update`.execute(ctx.db)
  if (!rows[0]) return false
  const step = stepOfCode(unseal(ctx.house.secret, staffId, rows[0].sealed_secret), code, ctx.now)
  if (step === null || BigInt(step) <= rows[0].last_step) return false
  await sql`update team.second_factors set last_step = ${step} where staff_id = ${staffId}`.execute(ctx.db)
  return true
}

async function isBackupCode(ctx: Context, staffId: string, code: string): Promise<boolean> {
  const { rows } = await sql`
    update team.backup_codes set used_at = now()
    where staff_id = ${staffId} and code_hash = ${keyedHash(ctx.house.secret, code.toUpperCase())} and used_at is null
    returning 1`.execute(ctx.db)
  return rows.length > 0
}
