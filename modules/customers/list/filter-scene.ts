import { homeCountry, timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { addDays, dayOf, startOfDay } from '#core/words/dates.ts'

/** What a condition needs to know beside its own values. */
export interface FilterScene {
  zone: string
  /** Today in the company's time zone. */
  today: string
  /** Whose phone rules read numbers without a country code. */
  country: string
}

export async function openFilterScene(ctx: Context): Promise<FilterScene> {
  const zone = await readSetting(ctx, timeZone)
  return { zone, today: dayOf(ctx.now, zone), country: await readSetting(ctx, homeCountry) }
}

/** The day `days` after today. */
export const dayAhead = (scene: FilterScene, days: number): string => addDays(scene.today, days)

/** The moment a day begins in the company's time zone. */
export const beginOf = (scene: FilterScene, day: string): Date => startOfDay(day, scene.zone)

/** The moment the day `days` before today begins. */
export const beginBefore = (scene: FilterScene, days: number): Date => beginOf(scene, addDays(scene.today, -days))
