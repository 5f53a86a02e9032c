import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { queueJob } from '#core/jobs/job.ts'

/** Name of the job that counts the currencies anew. */
export const COUNT_CURRENCIES = 'orders.count-currencies'

/**
 * Lets the house know the currencies of new orders at once; how many orders each has is counted anew a little later,
 * once for many batches.
 */
export async function keepCurrencies(ctx: Context, orders: readonly { currency: string }[]): Promise<void> {
  if (orders.length === 0) return
  const counts = new Map<string, number>()
  for (const { currency } of orders) counts.set(currency, (counts.get(currency) ?? 0) + 1)
  const { rows } = await sql<{ currency: string }>`select currency from orders.currencies`.execute(ctx.db)
  const known = new Set(rows.map((row) => row.currency))
  const fresh = [...counts].filter(([currency]) => !known.has(currency)).sort()
  if (fresh.length > 0) {
    await sql`
      insert into orders.currencies (currency, orders)
      select * from unnest(${fresh.map(([currency]) => currency)}::text[], ${fresh.map(([, count]) => count)}::bigint[])
      on conflict do nothing`.execute(ctx.db)
  }
  const soon = new Date(ctx.now.getTime() + 3000)
  queueJob(ctx, { name: COUNT_CURRENCIES }, {}, { key: COUNT_CURRENCIES, runAt: soon, keyMode: 'preserve_run_at' })
}
