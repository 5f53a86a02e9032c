import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { addDays, dayOf, startOfDay } from '#core/words/dates.ts'

/** Whether nobody ordered after a day: today, or the end of a file of the past. */
export async function isLastDay(ctx: Context, asOf: string): Promise<boolean> {
  const zone = await readSetting(ctx, timeZone)
  const today = dayOf(ctx.now, zone)
  if (asOf >= today) return asOf === today
  const { rows } = await sql`
    select from facts.orders where ordered_at >= ${startOfDay(addDays(asOf, 1), zone)} limit 1`.execute(ctx.db)
  return rows.length === 0
}
