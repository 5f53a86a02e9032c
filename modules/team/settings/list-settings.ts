import { scopeOf } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { type ShownSetting, settingsOfHouse, showSetting } from './settings-of-house.ts'

/** The settings of all rooms that the caller may change for the whole company. */
export async function listSettings(ctx: Context): Promise<{ items: ShownSetting[] }> {
  const items = []
  for (const { room, setting } of settingsOfHouse(ctx)) {
    if (scopeOf(ctx.actor, setting.permission)?.units === 'all') items.push(await showSetting(ctx, room, setting))
  }
  return { items }
}
