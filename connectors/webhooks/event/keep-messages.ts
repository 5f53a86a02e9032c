import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { Heard } from '#core/events/react.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { wakeDelivery } from '../delivery/wake-delivery.ts'
import { inParts } from './in-parts.ts'

/** A webhook that led to itself so often would do so for ever. */
export const MOST_HOPS = 3

/**
 * Keeps what is to be told, and to whom, in one statement for all events of a transaction: an import of a hundred
 * thousand rows costs a few. What nobody asked for is not kept.
 */
export async function keepMessages(ctx: Context, events: Heard[]): Promise<void> {
  const told = events.flatMap(({ id, name, customerId, payload }) =>
    inParts({ ...(customerId && { customerId }), ...(payload as object) }).map((data) => ({
      message_id: uuid7(),
      type: name,
      occurred_at: momentOf(id).toISOString(),
      data,
    })),
  )
  const { rows } = await sql<{ waiting: number }>`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
        as t(message_id uuid, type text, occurred_at timestamptz, data jsonb)
    ), wanted as (
      select e.endpoint_id, t.message_id from told t join webhooks.endpoints e
        on e.disabled_at is null and (t.type = any(e.events) or split_part(t.type, '.', 1) || '.*' = any(e.events))
    ), kept as (
      insert into webhooks.messages (message_id, type, occurred_at, data, hops)
      select message_id, type, occurred_at, data, ${ctx.hops} from told
      where message_id in (select message_id from wanted)
    ), queued as (
      insert into webhooks.deliveries (endpoint_id, message_id, state, next_at, since)
      select endpoint_id, message_id, ${ctx.hops >= MOST_HOPS ? 'cut' : 'waiting'}, now(), now() from wanted
      returning state
    )
    select count(*)::int as waiting from queued where state = 'waiting'`.execute(ctx.db)
  if ((rows[0]?.waiting ?? 0) > 0) wakeDelivery(ctx)
}

/** When an event was announced; a UUID v7 begins with the milliseconds since 1970. */
const momentOf = (eventId: string): Date => new Date(Number.parseInt(eventId.replaceAll('-', '').slice(0, 12), 16))
