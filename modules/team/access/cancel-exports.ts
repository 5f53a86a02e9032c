import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/**
 * Cancels the files that these people or keys asked for and that aren't written yet: whoever asked may have been
 * somebody with a stolen session. Imports go on; what they bring stays in the house.
 */
export async function cancelExports(ctx: Context, ownerIds: string[]): Promise<void> {
  await sql`
    update core.tasks set cancel_asked = true, changed_at = now(),
      state = case when state = 'queued' then 'cancelled' else state end
    where kind = 'export' and state in ('queued', 'running') and owner_id = any(${ownerIds}::text[])`.execute(ctx.db)
}
