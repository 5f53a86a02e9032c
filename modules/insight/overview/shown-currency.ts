import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'

export interface Shown {
  currency: string
  /** Rows (currency, rate) to multiply sums with; sums of other currencies are left out. */
  rates: RawBuilder<unknown>
}

/** One currency alone where it is asked for; else the company's, with all that can be converted into it. */
export async function shownCurrency(ctx: Context, asked?: string): Promise<Shown> {
  if (asked) return { currency: asked, rates: sql`(select ${asked}::text as currency, 1::numeric as rate)` }
  const { rows } = await sql<{ currency: string }>`select currency from facts.company_currency`.execute(ctx.db)
  return { currency: rows[0]?.currency ?? 'CNY', rates: sql`facts.currency_rates` }
}
