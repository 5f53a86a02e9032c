import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

const MOST = 10_000

/** To how many customers a product is recommended; counting stops at 10,000. */
export async function countProspects(ctx: Context, productId: string, kind?: 'new' | 'again'): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from facts.recommendations
      where product_ids @> array[${productId}::uuid] and product_id = ${productId} ${kind ? sql`and kind = ${kind}` : sql``} limit ${MOST}
    ) counted`.execute(ctx.db)
  return rows[0]?.count ?? 0
}
