import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/**
 * Ends what a person holds: sessions (but for `keepSession`), known devices when asked, and the API keys they made.
 * Whoever calls this forgets the remembered actors after the commit.
 */
export async function endAccess(ctx: Context, staffId: string, keepSession: string | null = null): Promise<void> {
  await sql`delete from team.sessions where staff_id = ${staffId} and session_id is distinct from ${keepSession}::uuid`.execute(
    ctx.db,
  )
  await sql`update team.api_keys set revoked_at = now() where created_by = ${staffId} and revoked_at is null`.execute(
    ctx.db,
  )
}
