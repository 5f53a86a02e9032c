import { type RawBuilder, sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { findSetting, readSetting } from '#core/settings.ts'
import { usageComputed } from '../events.ts'
import { brandsBought } from './brands-bought.ts'
import { countUsageCells } from './count-usage-cells.ts'
import { holdUsage } from './hold-usage.ts'
import { keepPaths } from './keep-paths.ts'
import { boughtOf, limitsOf, usageByLimits } from './usage-of.ts'
import { type UsageRule, usageRuleSetting } from './usage-rule.ts'

const COLUMNS = sql`unit_ids, quantity, purchases, branded, revenue_micro, top_brand, top_share, store_share, usage, loyalty`

/**
 * Tells usage and loyalty of every customer in every category they bought of within the rule's days up to `asOf`
 * (YYYY-MM-DD, company's time zone), counts the cells, and announces how many rows changed. All in the database.
 */
export async function computeUsage(ctx: Context, asOf: string): Promise<void> {
  const started = performance.now()
  await holdUsage(ctx)
  await sql`set local work_mem = '96MB'`.execute(ctx.db)
  const zone = await readSetting(ctx, timeZone)
  const { value: rule, version } = await findSetting(ctx, usageRuleSetting)
  await gather(ctx, rule, asOf, zone)
  const changed = await putRows(ctx)
  await sql`delete from insight.usage_limits`.execute(ctx.db)
  await sql`insert into insight.usage_limits select category, heavy_from, medium_from from insight_usage_limits`.execute(
    ctx.db,
  )
  await countUsageCells(ctx)
  await sql`
    insert into insight.usage_run (computed_at, from_day, as_of, rule, rule_version, duration_ms)
    values (${ctx.now}, ${asOf}::date + 1 - ${rule.days}::int, ${asOf}, ${JSON.stringify(rule)}::jsonb, ${version},
      ${Math.round(performance.now() - started)})
    on conflict (only_one) do update set computed_at = excluded.computed_at, from_day = excluded.from_day,
      as_of = excluded.as_of, rule = excluded.rule, rule_version = excluded.rule_version,
      duration_ms = excluded.duration_ms`.execute(ctx.db)
  if (changed > 0) announce(ctx, usageComputed, { asOf, changed })
}

/** One row a customer and category in `insight_usage_bought`, and the limits of use; gone with the transaction. */
async function gather(ctx: Context, rule: UsageRule, asOf: string, zone: string): Promise<void> {
  const keep = async (name: string, rows: RawBuilder<unknown>) => {
    // Another run of the same transaction has left its own.
    await sql`drop table if exists ${sql.id('pg_temp', name)}`.execute(ctx.db)
    await sql`create temp table ${sql.id(name)} on commit drop as ${rows}`.execute(ctx.db)
    await sql`analyze ${sql.id(name)}`.execute(ctx.db)
  }
  const levels = await keepPaths(ctx)
  // Lines come customer by customer: sums over sorted rows need little memory, tables of millions of groups spill to disk.
  await sql`set local enable_hashagg = off`.execute(ctx.db)
  await sql`set local max_parallel_workers_per_gather = 0`.execute(ctx.db)
  const whole = brandsBought({ asOf, days: rule.days, zone, of: { levels } })
  await keep(
    'insight_usage_bought',
    sql`select s.*, c.unit_ids from (${boughtOf(whole, rule.loyalty)}) s join facts.customers c using (customer_id)
      where c.stage <> 'anonymous' and c.archived_at is null`,
  )
  await keep('insight_usage_limits', limitsOf(sql`insight_usage_bought`, rule.usage))
  await sql`set local enable_hashagg = on`.execute(ctx.db)
}

/** Brings the stored rows in line, touching those only that differ; how many that were. */
async function putRows(ctx: Context): Promise<number> {
  await sql`drop table if exists pg_temp.insight_usage_changes`.execute(ctx.db)
  await sql`
    create temp table insight_usage_changes on commit drop as
    select customer_id, category, u.customer_id is null as is_new, n.customer_id is null as is_gone, n.unit_ids, n.quantity,
      n.purchases, n.branded, n.revenue_micro, n.top_brand, n.top_share, n.store_share, n.usage, n.loyalty
    from (select r.*, ${usageByLimits} as usage from insight_usage_bought r join insight_usage_limits l using (category)) n
    full join insight.usage u using (customer_id, category)
    where (u.unit_ids, u.quantity, u.purchases, u.branded, u.revenue_micro, u.top_brand, u.top_share, u.store_share,
        u.usage, u.loyalty)
      is distinct from (n.unit_ids, n.quantity, n.purchases, n.branded, n.revenue_micro, n.top_brand, n.top_share,
        n.store_share, n.usage, n.loyalty)`.execute(ctx.db)
  const { numAffectedRows: gone = 0n } = await sql`
    delete from insight.usage u using insight_usage_changes n
    where n.is_gone and n.customer_id = u.customer_id and n.category = u.category`.execute(ctx.db)
  const { numAffectedRows: moved = 0n } = await sql`
    update insight.usage u set unit_ids = n.unit_ids, quantity = n.quantity, purchases = n.purchases, branded = n.branded,
      revenue_micro = n.revenue_micro, top_brand = n.top_brand, top_share = n.top_share, store_share = n.store_share,
      usage = n.usage, loyalty = n.loyalty
    from insight_usage_changes n
    where not n.is_gone and not n.is_new and n.customer_id = u.customer_id and n.category = u.category`.execute(ctx.db)
  const { numAffectedRows: added = 0n } = await sql`
    insert into insight.usage (customer_id, category, ${COLUMNS})
    select customer_id, category, ${COLUMNS} from insight_usage_changes where is_new`.execute(ctx.db)
  return Number(gone + moved + added)
}
