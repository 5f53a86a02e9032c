import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import { readSetting } from '#core/settings.ts'
import { addDays, dayOf } from '#core/words/dates.ts'

export interface Period {
  from: string
  to: string
}

/**
 * The days asked for; without them the twelve months up to the last sale (or today), not before the first sale.
 * @throws invalid `period_reversed`
 */
export async function periodOf(
  ctx: Context,
  asked: { from?: string | undefined; to?: string | undefined },
): Promise<Period> {
  const today = dayOf(ctx.now, await readSetting(ctx, timeZone))
  const { rows } = await sql<{ first: string | null; last: string }>`
    select min(day) as first, least(max(day), ${today}::date) as last from insight.sales_days`.execute(ctx.db)
  const to = asked.to ?? rows[0]?.last ?? today
  const year = monthsBefore(to, 11)
  const first = rows[0]?.first ?? to
  const from = asked.from ?? (asked.to === undefined && first > year ? `${first.slice(0, 7)}-01` : year)
  if (from > to) throw invalid('period_reversed', 'The time ends before it begins.', { field: 'from' })
  return { from, to }
}

/** The first day of the month so many months before a day's month. */
export function monthsBefore(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`
}

/** The same days a year before; the 29th of February becomes the 28th. */
export function yearBefore(period: Period): Period {
  const back = (day: string) => {
    const year = Number(day.slice(0, 4)) - 1
    return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`
  }
  return { from: back(period.from), to: back(period.to) }
}

/** Days of a period up to this many are shown one by one, longer times by month. */
const DAYS_ONE_BY_ONE = 62

export const stepOf = ({ from, to }: Period): 'day' | 'month' =>
  to <= addDays(from, DAYS_ONE_BY_ONE - 1) ? 'day' : 'month'
