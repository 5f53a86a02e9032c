import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** Counts the orders of each currency anew. Reads every order once, through an index of the table. */
export async function countCurrencies(ctx: Context): Promise<void> {
  await sql`
    with counted as (select currency, count(*) as orders from orders.orders group by currency),
    gone as (delete from orders.currencies c where not exists (select from counted n where n.currency = c.currency))
    insert into orders.currencies (currency, orders) select currency, orders from counted order by currency
    on conflict (currency) do update set orders = excluded.orders, counted_at = now()`.execute(ctx.db)
}
