import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** The currency of the copied amounts on customers: the one of `facts.customer_orders`. */
export async function shownCurrency(ctx: Context): Promise<string> {
  const { rows } = await sql<{ currency: string }>`select currency from facts.company_currency`.execute(ctx.db)
  return rows[0]?.currency ?? 'CNY'
}
