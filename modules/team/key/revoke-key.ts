import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import { cancelExports } from '../access/cancel-exports.ts'
import { forgetActors } from '../access/remembered-actors.ts'
import { requireCompanyWide } from '../access/require-company-wide.ts'

/** Revokes an API key for good; files it asked for are not written any more. */
export async function revokeKey(ctx: Context, { keyId }: { keyId: string }): Promise<void> {
  requireCompanyWide(ctx)
  const { rows } = await sql<{ name: string }>`
    update team.api_keys set revoked_at = now() where key_id = ${keyId} and revoked_at is null returning name`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('key')
  await cancelExports(ctx, [keyId])
  audit(ctx, 'team.api_key.revoked', { target: keyId, details: { name: rows[0].name } })
  forgetActors(ctx.house)
}
