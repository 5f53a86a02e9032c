import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { addDays, startOfDay } from '#core/words/dates.ts'
import { analyse } from '#modules/insight/run/analyse.ts'

const MONTHS = 6

/**
 * The analyses at the ends of the last months, of the weeks since and of yesterday, each dated the end of its day, so that
 * the made-up shop has a history of classes as a real one would, and nobody moves only because it is looked at today. Runs
 * before anything was analysed: what is newer stays.
 */
export async function analysePastMonths(ctx: Context, until: string): Promise<void> {
  const zone = await readSetting(ctx, timeZone)
  for (const asOf of [...lastMonthEnds(until), ...weeksSince(until)]) {
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

/** Each seventh day of the month, and the day before `until`. */
function weeksSince(until: string): string[] {
  const [first, yesterday] = [firstOfMonth(until), addDays(until, -1)]
  const weeks = [6, 13, 20, 27].map((days) => addDays(first, days)).filter((day) => day < yesterday)
  return yesterday < first ? weeks : [...weeks, yesterday]
}

const firstOfMonth = (day: string) => `${day.slice(0, 8)}01`
