import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** Counts a change of what hangs on a record as a change of the record. */
export async function touchCustomer(ctx: Context, customerId: string): Promise<void> {
  await sql`update customers.customers set changed_at = ${ctx.now}, edited_at = ${ctx.now}, version = version + 1
    where customer_id = ${customerId}::uuid`.execute(ctx.db)
}
