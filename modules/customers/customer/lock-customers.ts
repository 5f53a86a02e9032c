import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/**
 * Locks records before many of them are changed. Several reactions may concern the same customers at the same moment:
 * taken in one order, they wait for each other instead of deadlocking.
 */
export async function lockCustomers(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`select 1 from customers.customers where customer_id = any(${customerIds}::uuid[])
    order by customer_id for no key update`.execute(ctx.db)
}
