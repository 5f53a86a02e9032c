import { sql } from 'kysely'
import { companyCurrency } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'

/**
 * The currency of the copied amounts on customers: the company's setting, else the one of the last analysis, else the
 * one most of the newest 2,000 orders are in. Null before any order.
 */
export async function shownCurrency(ctx: Context): Promise<string | null> {
  const chosen = await readSetting(ctx, companyCurrency)
  if (chosen !== 'auto') return chosen
  const { rows } = await sql<{ currency: string | null }>`
    select coalesce((select currency from facts.customer_scores limit 1), (
      select currency from (select currency from facts.orders order by ordered_at desc, order_id desc limit 2000) newest
      group by currency order by count(*) desc, currency limit 1)) as currency`.execute(ctx.db)
  return rows[0]?.currency ?? null
}
