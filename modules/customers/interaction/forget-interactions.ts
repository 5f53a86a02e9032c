import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { Recorded } from './record-interactions.ts'

/**
 * Takes rows off timelines again: of records that were taken back, or that now read differently and are told anew.
 * Rows that don't stand there are passed over.
 */
export async function forgetInteractions(ctx: Context, rows: readonly Recorded[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    delete from customers.interactions i
    using unnest(${rows.map((row) => row.customerId)}::uuid[], ${rows.map((row) => row.occurredAt.toISOString())}::timestamptz[],
      ${rows.map((row) => row.interactionId)}::uuid[]) g (customer_id, occurred_at, interaction_id)
    where i.customer_id = g.customer_id and i.occurred_at = g.occurred_at and i.interaction_id = g.interaction_id`.execute(
    ctx.db,
  )
  await sql`
    update customers.customers c set last_interaction_at =
      (select max(i.occurred_at) from customers.interactions i where i.customer_id = c.customer_id)
    where c.customer_id = any(${[...new Set(rows.map((row) => row.customerId))]}::uuid[])`.execute(ctx.db)
}
