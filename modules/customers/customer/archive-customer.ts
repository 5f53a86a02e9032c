import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound, refused } from '#core/errors.ts'
import { mergedAlready } from '../merge/merged-already.ts'
import { findCustomer } from './find-customer.ts'
import type { CustomerReply } from './record-reply.ts'
import { tellChanged } from './tell-changed.ts'

/** Takes a customer out of lists and searches. Everything stays; `restoreCustomer` undoes it. */
export const archiveCustomer = (ctx: Context, { customerId }: { customerId: string }): Promise<CustomerReply> =>
  setArchived(ctx, customerId, true)

/** Brings an archived customer back. */
export const restoreCustomer = (ctx: Context, { customerId }: { customerId: string }): Promise<CustomerReply> =>
  setArchived(ctx, customerId, false)

async function setArchived(ctx: Context, customerId: string, archived: boolean): Promise<CustomerReply> {
  const { rows } = await sql<{ stage: string; merged_into: string | null; unit_ids: number[]; was: boolean }>`
    select stage, merged_into, unit_ids, archived_at is not null as was from customers.customers
    where customer_id = ${customerId}::uuid for no key update`.execute(ctx.db)
  const before = rows[0]
  if (!before) throw notFound('customer')
  if (before.merged_into) throw mergedAlready(before.merged_into)
  if (before.stage === 'anonymous') throw refused('customer_anonymous', 'Sales without a customer can’t be archived.')
  if (before.was !== archived) {
    await sql`update customers.customers set archived_at = ${archived ? ctx.now : null}, changed_at = ${ctx.now},
      edited_at = ${ctx.now}, version = version + 1 where customer_id = ${customerId}::uuid`.execute(ctx.db)
    audit(ctx, archived ? 'customers.archived' : 'customers.restored', { customerId })
    tellChanged(ctx, customerId, ['archivedAt'], before.unit_ids)
  }
  return findCustomer(ctx, { customerId })
}
