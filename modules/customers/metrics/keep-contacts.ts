import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, timeArray } from '#core/database/column-arrays.ts'
import { lockCustomers } from '../customer/lock-customers.ts'

/** Moves on when customers were last in touch; an earlier contact than the one known changes nothing. */
export async function keepContacts(ctx: Context, contacts: ReadonlyMap<string, Date>): Promise<void> {
  if (contacts.size === 0) return
  await lockCustomers(ctx, [...contacts.keys()])
  await sql`
    update customers.customers c set last_interaction_at = n.at
    from unnest(${plainArray([...contacts.keys()])}::uuid[], ${timeArray([...contacts.values()])}::timestamptz[]) n (id, at)
    where c.customer_id = n.id and (c.last_interaction_at is null or c.last_interaction_at < n.at)
      and c.stage <> 'anonymous'`.execute(ctx.db)
}
