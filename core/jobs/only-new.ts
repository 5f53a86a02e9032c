import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { Heard } from '#core/events/react.ts'

/** Marks events as handled by a reaction, in its own transaction, and returns those that were not before. */
export async function onlyNew(ctx: Context, reaction: string, events: Heard[]): Promise<Heard[]> {
  const { rows } = await sql<{ event_id: string }>`
    insert into core.reactions_done (event_id, reaction)
    select id, ${reaction} from unnest(${events.map((event) => event.id)}::uuid[]) id
    on conflict do nothing returning event_id`.execute(ctx.db)
  const fresh = new Set(rows.map((row) => row.event_id))
  return events.filter((event) => fresh.has(event.id))
}
