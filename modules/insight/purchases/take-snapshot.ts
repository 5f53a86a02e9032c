import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/**
 * Keeps the predictions of the day `asOf` to be held against what happens, at the first analysis of a month. True when it
 * did: not where this month has its snapshot already.
 */
export async function takeSnapshot(ctx: Context, asOf: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into insight.snapshots (customer_id, as_of, unit_ids, told, model, p_active, orders, orders_low, orders_high,
      orders_inside, value_micro, value_low_micro, value_high_micro, base_orders, churn_risk)
    select customer_id, as_of, unit_ids, true, model, p_active, orders, orders_low, orders_high, orders_inside, value_micro,
      value_low_micro, value_high_micro, base_orders, churn_risk
    from insight.predictions
    where as_of = ${asOf} and not exists (
      select from insight.snapshots where told and as_of between date_trunc('month', ${asOf}::date)::date and ${asOf})
    on conflict (customer_id, as_of) do nothing`.execute(ctx.db)
  return (numAffectedRows ?? 0n) > 0n
}
