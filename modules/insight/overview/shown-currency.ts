import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { findLatestRun } from '../run/find-latest-run.ts'

/** The currency a figure is shown in: the one asked for, else the company's, else the one most was sold in; null before any sale. */
export async function shownCurrency(ctx: Context, asked: string | undefined): Promise<string | null> {
  if (asked) return asked
  const run = await findLatestRun(ctx)
  if (run?.currency) return run.currency
  const { rows } = await sql<{ currency: string }>`
    select currency from insight.sales_days group by currency order by sum(orders) desc, currency limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.currency ?? null
}
