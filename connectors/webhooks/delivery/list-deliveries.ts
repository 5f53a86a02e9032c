import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import type { listDeliveriesCall } from '../contract.ts'
import { readEndpoint } from '../endpoint/read-endpoints.ts'
import { wholeCompany } from '../endpoint/whole-company.ts'
import { webhookIdOf } from './send-message.ts'

type Shown = ReplyOf<typeof listDeliveriesCall>['items'][number]
type Row = Omit<Shown, 'webhookId' | 'occurredAt' | 'nextAt' | 'lastAt'> & {
  occurredAt: Date
  nextAt: Date | null
  lastAt: Date | null
}

/** The log of a webhook by keyset, newest first. @throws 404 `webhook_not_found`. */
export async function listDeliveries(
  ctx: Context,
  input: InputOf<typeof listDeliveriesCall>,
): Promise<ReplyOf<typeof listDeliveriesCall>> {
  wholeCompany(ctx)
  await readEndpoint(ctx, input.webhookId)
  const { webhookId, state = null, type = null, cursor = null, limit } = input
  const { rows } = await sql<Row>`
    select d.message_id as "messageId", m.type, m.occurred_at as "occurredAt", d.state, d.attempts,
      case when d.state = 'waiting' then d.next_at end as "nextAt", d.last_at as "lastAt", d.last_status as status,
      d.last_error as error, d.last_ms as ms
    from webhooks.deliveries d join webhooks.messages m using (message_id)
    where d.endpoint_id = ${webhookId}
      and ${state === null ? sql`true` : sql`d.state = ${state}`}
      and ${type === null ? sql`true` : sql`m.type = ${type}`}
      and ${cursor === null ? sql`true` : sql`d.message_id < ${cursor}::uuid`}
    order by d.message_id desc limit ${limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, limit)
  return {
    items: shown.map((row) => ({
      ...row,
      webhookId: webhookIdOf(row.messageId),
      occurredAt: row.occurredAt.toISOString(),
      nextAt: row.nextAt?.toISOString() ?? null,
      lastAt: row.lastAt?.toISOString() ?? null,
    })),
    next: rows.length > limit ? (shown.at(-1)?.messageId ?? null) : null,
  }
}
