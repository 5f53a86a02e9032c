import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** Which version of the facts there is; version 0 before the first. */
export async function factsState(
  ctx: Context,
): Promise<{ version: bigint; refreshedAt: Date | null; isWhole: boolean }> {
  const { rows } = await sql<{ version: bigint; refreshedAt: Date; isWhole: boolean }>`
    select version, refreshed_at as "refreshedAt", is_whole as "isWhole" from insight.facts_state`.execute(ctx.db)
  return rows[0] ?? { version: 0n, refreshedAt: null, isWhole: false }
}
