import { sql } from 'kysely'
import { companyCurrency } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'

/** The currency figures are shown in: the company's setting, else the one most orders are in; null while there are none. */
export async function salesCurrency(ctx: Context): Promise<string | null> {
  const chosen = await readSetting(ctx, companyCurrency)
  if (chosen !== 'auto') return chosen
  const { rows } = await sql<{ currency: string }>`
    select currency from facts.orders where counts group by currency order by count(*) desc, currency limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.currency ?? null
}
