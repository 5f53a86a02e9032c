import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { Recorded } from './record-interactions.ts'

/** Takes rows off timelines: what they told was taken back (an import) or is told anew. Unknown ones don't matter. */
export async function forgetInteractions(ctx: Context, rows: readonly Recorded[]): Promise<void> {
  if (rows.length === 0) return
  const { rows: gone } = await sql<{ customer_id: string }>`
    delete from customers.interactions i
    using unnest(${rows.map((row) => row.customerId)}::uuid[], ${rows.map((row) => row.occurredAt)}::timestamptz[],
      ${rows.map((row) => row.interactionId)}::uuid[]) g (customer_id, at, id)
    where i.customer_id = g.customer_id and i.occurred_at = g.at and i.interaction_id = g.id
    returning i.customer_id`.execute(ctx.db)
  await setLastInteraction(
    ctx,
    gone.map((row) => row.customer_id),
  )
}

/** Puts right when these customers were last in touch, after rows went. */
export async function setLastInteraction(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  const ids = [...new Set(customerIds)]
  await sql`
    update customers.customers c set last_interaction_at = (
      select max(i.occurred_at) from customers.interactions i where i.customer_id = c.customer_id and i.channel <> 'system')
    where c.customer_id = any(${ids}::uuid[])`.execute(ctx.db)
}
