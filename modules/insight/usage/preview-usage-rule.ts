import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import { dayOf } from '#core/words/dates.ts'
import { brandsBought } from './brands-bought.ts'
import type { previewUsageRuleCall } from './contract.ts'
import { usageBasis } from './usage-basis.ts'
import { boughtOf, limitsOf, usageByLimits } from './usage-of.ts'
import type { UsageRule } from './usage-rule.ts'
import { usageRuleSetting } from './usage-rule.ts'

type Reply = ReplyOf<typeof previewUsageRuleCall>
type Counts = Pick<Reply, 'limits'> & { cells: Reply['after'] }

/** So many are looked at in a moment, whatever the size of the shop. */
const SAMPLE = 3000

/**
 * One category's cells by the rule of today and by another, from the purchases themselves. Of a greater shop 3,000
 * customers are looked at, the same each time, and their counts scaled up. Inside a unit's scope they are its customers
 * and purchases, so an estimate of what the whole company's would say.
 */
export async function previewUsageRule(
  ctx: Context,
  { rule, category }: InputOf<typeof previewUsageRuleCall>,
): Promise<Reply> {
  const { ids, all } = await someCustomers(ctx)
  const zone = await readSetting(ctx, timeZone)
  const { basis } = await usageBasis(ctx)
  const asOf = basis.computed?.asOf ?? dayOf(ctx.now, zone)
  const scale = ids.length < all ? all / ids.length : 1
  const count = async (by: UsageRule): Promise<Counts> => {
    const window = { asOf, zone, days: by.days, of: { customerIds: ids, category } }
    const { rows } = await sql<Reply['after'][number] & Reply['limits']>`
      with r as materialized (${boughtOf(brandsBought(window), by.loyalty)}), l as (${limitsOf(sql`r`, by.usage)})
      select ${usageByLimits} as usage, r.loyalty, count(*)::int as customers, l.heavy_from::float8 as "heavyFrom",
        l.medium_from::float8 as "mediumFrom"
      from r join l using (category) group by 1, 2, 4, 5`.execute(ctx.db)
    const { heavyFrom = null, mediumFrom = null } = rows[0] ?? {}
    return {
      limits: { heavyFrom, mediumFrom },
      cells: rows.map(({ usage, loyalty, customers }) => ({
        usage,
        loyalty,
        customers: Math.round(customers * scale),
      })),
    }
  }
  const now = await count(await readSetting(ctx, usageRuleSetting))
  const then = await count(rule)
  return { sampled: scale > 1 ? ids.length : null, limits: then.limits, before: now.cells, after: then.cells }
}

async function someCustomers(ctx: Context): Promise<{ ids: string[]; all: number }> {
  const { rows } = await sql<{ ids: string[]; all: number }>`
    with everybody as materialized (select customer_id from facts.customers where listed)
    select (select count(*)::int from everybody) as all, array(
      select customer_id from everybody order by hashtextextended(customer_id::text, 0) limit ${SAMPLE}) as ids`.execute(
    ctx.db,
  )
  return rows[0] ?? { ids: [], all: 0 }
}
