import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { tellDesks } from '#core/live/note.ts'

/** The facts are another version from now on: results that were kept no longer hold, and desks ask again. */
export async function tellFresh(ctx: Context, { isWhole }: { isWhole: boolean }): Promise<void> {
  await sql`
    insert into insight.facts_state (version, refreshed_at, is_whole) values (1, ${ctx.now}, ${isWhole})
    on conflict (only_row) do update set version = insight.facts_state.version + 1, refreshed_at = excluded.refreshed_at,
      is_whole = insight.facts_state.is_whole or excluded.is_whole`.execute(ctx.db)
  tellDesks(ctx, { topic: 'insight', units: null, permission: 'insight.read', id: 'facts' })
}
