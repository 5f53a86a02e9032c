import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#core/context.ts'
import { refused, stale } from '#core/errors.ts'

/** A setting of the company, with a default that works. */
export interface Setting<T = unknown> {
  /** `room.what`. */
  name: string
  schema: z.ZodType<T>
  fallback: T
  /** Permission that may change it. */
  permission: string
}

export const defineSetting = <T>(setting: Setting<T>): Setting<T> => setting

/** The value of a setting, or its fallback. Reads its row each time: a change is seen by the next transaction. */
export async function readSetting<T>(ctx: Context, setting: Setting<T>): Promise<T> {
  const { rows } = await sql<{ value: unknown }>`select value from core.settings where name = ${setting.name}`.execute(
    ctx.db,
  )
  return rows[0] ? setting.schema.parse(rows[0].value) : setting.fallback
}

/** Value and version of a setting, for forms. Version 0: never changed. */
export async function findSetting<T>(ctx: Context, setting: Setting<T>): Promise<{ value: T; version: number }> {
  const { rows } = await sql<{ value: unknown; version: number }>`
    select value, version from core.settings where name = ${setting.name}`.execute(ctx.db)
  return rows[0]
    ? { value: setting.schema.parse(rows[0].value), version: rows[0].version }
    : { value: setting.fallback, version: 0 }
}

/**
 * Changes a setting. `expected` is the version the caller has seen.
 * @throws 412 `record_changed` when somebody was faster.
 */
export async function changeSetting<T>(ctx: Context, setting: Setting<T>, value: T, expected?: number): Promise<void> {
  const checked = setting.schema.safeParse(value)
  if (!checked.success) throw refused('setting_invalid', checked.error.message)
  const { rows } = await sql<{ version: number }>`
    insert into core.settings (name, value, changed_by)
    values (${setting.name}, ${JSON.stringify(checked.data)}::jsonb, ${ctx.actor.id})
    on conflict (name) do update set value = excluded.value, version = core.settings.version + 1,
      changed_at = now(), changed_by = excluded.changed_by
    returning version`.execute(ctx.db)
  const version = rows[0]?.version ?? 1
  if (expected !== undefined && version !== expected + 1) throw stale(version - 1)
}
