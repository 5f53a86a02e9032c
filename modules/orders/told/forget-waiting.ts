import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** A refund whose order was not told by then belongs to none that will be. */
const DAYS = 90

/** Forgets what was told of orders that never came to be: it names people, and nothing else would ever take it away. */
export async function forgetWaiting(ctx: Context): Promise<void> {
  await sql`delete from orders.told_orders
    where order_id is null and changed_at < ${ctx.now}::timestamptz - make_interval(days => ${DAYS})`.execute(ctx.db)
}
