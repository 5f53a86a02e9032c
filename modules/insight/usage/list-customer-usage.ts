import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import type { listCustomerUsageCall } from './contract.ts'
import { usageBasis } from './usage-basis.ts'

type Reply = ReplyOf<typeof listCustomerUsageCall>

/**
 * Everything that is told of one customer's usage, what brings most first.
 * @throws notFound `customer_not_found`, also when out of the caller's scope.
 */
export async function listCustomerUsage(
  ctx: Context,
  { customerId }: InputOf<typeof listCustomerUsageCall>,
): Promise<Reply> {
  const { rows: found } = await sql`
    select from facts.customers where customer_id = ${customerId} and stage <> 'anonymous'`.execute(ctx.db)
  if (found.length === 0) throw notFound('customer')
  const { basis, rule } = await usageBasis(ctx)
  const { rows } = await sql<Omit<Reply['items'][number], 'revenue'> & { revenue: bigint }>`
    select category, quantity::float8 as quantity, purchases, revenue_micro as revenue, usage, loyalty,
      not exists (select from insight.usage b
        where b.customer_id = u.customer_id and starts_with(b.category, u.category || '/')) as leaf,
      top_brand as "topBrand", top_share::float8 as "topShare", store_share::float8 as "storeShare"
    from insight.usage u where customer_id = ${customerId}
    order by revenue_micro desc, category`.execute(ctx.db)
  return {
    ...basis,
    days: rule.days,
    items: rows.map((row) => ({ ...row, revenue: formatDecimal(row.revenue, basis.currency) })),
  }
}
