import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { cancelExports } from './cancel-exports.ts'

/**
 * Ends what a person holds: sessions (but for `keepSession`), the API keys they made, and the files that they or those
 * keys asked for and that are still being written. Whoever calls this forgets the remembered actors after the commit.
 */
export async function endAccess(ctx: Context, staffId: string, keepSession: string | null = null): Promise<void> {
  await sql`delete from team.sessions where staff_id = ${staffId} and session_id is distinct from ${keepSession}::uuid`.execute(
    ctx.db,
  )
  const { rows: keys } = await sql<{ keyId: string }>`
    update team.api_keys set revoked_at = now() where created_by = ${staffId} and revoked_at is null
    returning key_id as "keyId"`.execute(ctx.db)
  await cancelExports(ctx, [staffId, ...keys.map(({ keyId }) => keyId)])
}
