import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { uuid7 } from '#core/words/uuid7.ts'

/** Lays an event that can't be taken in aside, with why; by hand it can be tried again. */
export async function park(
  ctx: Context,
  { sourceId, receivedAt }: { sourceId: number; receivedAt: Date },
  event: unknown,
  reason: string,
): Promise<void> {
  await sql`
    insert into segment.parked (parked_id, source_id, received_at, reason, event)
    values (${uuid7()}::uuid, ${sourceId}, ${receivedAt}, ${reason}, ${JSON.stringify(event ?? null)}::jsonb)`.execute(
    ctx.db,
  )
}
