import { z } from 'zod'
import type { Context } from '#core/context.ts'
import { findSetting, type Setting } from '#core/settings.ts'

export interface ShownSetting {
  name: string
  room: string
  value: unknown
  fallback: unknown
  schema: Record<string, unknown>
  version: number
}

/** Every setting with the room it belongs to. */
export const settingsOfHouse = (ctx: Context): { room: string; setting: Setting }[] =>
  ctx.house.rooms.flatMap((room) => (room.settings ?? []).map((setting) => ({ room: room.name, setting })))

/** A setting as the desk's form needs it. */
export async function showSetting(ctx: Context, room: string, setting: Setting): Promise<ShownSetting> {
  const { value, version } = await findSetting(ctx, setting)
  const schema = z.toJSONSchema(setting.schema, { unrepresentable: 'any', io: 'input' }) as Record<string, unknown>
  return { name: setting.name, room, value, fallback: setting.fallback, schema, version }
}
