import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { lockCustomers } from '../customer/lock-customers.ts'

/** Counts the complaints of these customers anew. */
export async function keepComplaints(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  await lockCustomers(ctx, customerIds)
  await sql`
    update customers.customers c set complaints_count = m.complaints
    from (
      select asked.id, (select count(*)::int from customers.interactions i
        where i.customer_id = asked.id and i.kind = 'complaint') as complaints
      from unnest(${customerIds}::uuid[]) asked (id)
    ) m
    where c.customer_id = m.id and c.complaints_count <> m.complaints and c.stage <> 'anonymous'`.execute(ctx.db)
}
