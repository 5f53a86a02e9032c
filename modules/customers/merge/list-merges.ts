import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { shown } from '../customer/present-customer.ts'
import { readableCustomer } from '../customer/readable-customer.ts'
import type { listMergesCall } from './contract.ts'

type Reply = ReplyOf<typeof listMergesCall>

/** The records that stand behind this one, and those that did. @throws 404 `customer_not_found`, 410 `customer_merged`. */
export async function listMerges(ctx: Context, { customerId }: { customerId: string }): Promise<Reply> {
  await readableCustomer(ctx, customerId)
  const { rows } = await sql<Reply['items'][number] & { mergedAt: Date; undoneAt: Date | null }>`
    select m.merged_id as "mergedId", customers.called(c.customer_id, c.name, c.company) as name,
      nullif(m.customer_id, ${customerId}::uuid) as via, m.merged_at as "mergedAt", m.merged_by as "mergedBy", m.reason,
      m.evidence, m.undone_at as "undoneAt"
    from customers.merges m join customers.customers c on c.customer_id = m.merged_id
    where m.customer_id = any(customers.joined_to(${customerId}::uuid))
    order by m.merged_at desc, m.merge_id desc`.execute(ctx.db)
  return {
    items: rows.map((row) => ({
      ...row,
      name: shown(ctx, 'name', row.name),
      mergedAt: row.mergedAt.toISOString(),
      undoneAt: row.undoneAt?.toISOString() ?? null,
    })),
  }
}
