import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import { mergedAlready } from '../merge/merged-already.ts'

/**
 * A customer whose parts are about to be read, without a lock.
 * @throws 404 `customer_not_found` when absent, anonymous or out of scope; 410 `customer_merged`.
 */
export async function readableCustomer(
  ctx: Context,
  customerId: string,
): Promise<{ name: string; lastInteractionAt: Date | null }> {
  const { rows } = await sql<{ name: string; last: Date | null; into: string | null }>`
    select name, last_interaction_at as last, merged_into as into from customers.customers
    where customer_id = ${customerId}::uuid and stage <> 'anonymous'`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw notFound('customer')
  if (row.into) throw mergedAlready(row.into)
  return { name: row.name, lastInteractionAt: row.last }
}
