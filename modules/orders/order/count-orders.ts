import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import type { countOrdersCall } from './contract.ts'
import { orderConditions } from './order-conditions.ts'

const MOST = 100_000

/**
 * How many orders and returns a filter finds, asked beside the list so that its first page need not wait. Beyond 100,000
 * the count stops: `exact` false means "more than that". @throws invalid `day_invalid`.
 */
export async function countOrders(
  ctx: Context,
  input: InputOf<typeof countOrdersCall>,
): Promise<ReplyOf<typeof countOrdersCall>> {
  const conditions = await orderConditions(ctx, input)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from orders.orders o where ${sql.join(conditions, sql` and `)} limit ${MOST + 1}) found`.execute(ctx.db)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, MOST), exact: count <= MOST }
}
