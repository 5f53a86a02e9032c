import { sql } from 'kysely'
import { scopeOf } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { type ShownSetting, settingsOfHouse, showSetting } from './settings-of-house.ts'

interface Money {
  currency: string | null
  unconverted: string[]
}

/** The settings of all rooms that the caller may change for the whole company, and the currency their amounts are in. */
export async function listSettings(ctx: Context): Promise<{ items: ShownSetting[] } & Money> {
  const items = []
  for (const { room, setting } of settingsOfHouse(ctx)) {
    if (scopeOf(ctx.actor, setting.permission)?.units === 'all') items.push(await showSetting(ctx, room, setting))
  }
  return { items, ...(await moneyOfCompany(ctx)) }
}

// Orders live on a higher floor; a house without that room has no figures.
async function moneyOfCompany(ctx: Context): Promise<Money> {
  const { rows: there } = await sql`select 1 where to_regclass('facts.company_currency') is not null`.execute(ctx.db)
  if (there.length === 0) return { currency: null, unconverted: [] }
  const { rows } = await sql<Money>`
    select c.currency, array(select u.currency from facts.unconverted_currencies u order by u.orders desc, u.currency)
      as unconverted
    from facts.company_currency c`.execute(ctx.db)
  return rows[0] ?? { currency: null, unconverted: [] }
}
