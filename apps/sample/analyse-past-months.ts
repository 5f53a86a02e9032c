import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { addDays, startOfDay } from '#core/words/dates.ts'
import { analyse } from '#modules/insight/run/analyse.ts'

const MONTHS = 6

/**
 * The analyses at the ends of the last months, each dated the end of its day, so that the made-up shop has a history of
 * classes as a real one would. Runs before anything was analysed: what is newer stays.
 */
export async function analysePastMonths(ctx: Context, until: string): Promise<void> {
  const zone = await readSetting(ctx, timeZone)
  for (const asOf of lastMonthEnds(until)) {
    const now = new Date(startOfDay(addDays(asOf, 1), zone).getTime() - 1)
    await analyse({ ...ctx, now }, { asOf, predict: false })
  }
}

/** Ends of the months before the day `until`, oldest first. */
function lastMonthEnds(until: string): string[] {
  const ends: string[] = []
  for (let first = firstOfMonth(until); ends.length < MONTHS; first = firstOfMonth(ends[0] ?? first)) {
    ends.unshift(addDays(first, -1))
  }
  return ends
}

const firstOfMonth = (day: string) => `${day.slice(0, 8)}01`
