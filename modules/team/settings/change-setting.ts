import { scopeOf } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { forbidden, notFound } from '#core/errors.ts'
import { announce } from '#core/events/announce.ts'
import type { InputOf } from '#core/http/contract.ts'
import { tellDesks } from '#core/live/note.ts'
import { changeSetting, findSetting } from '#core/settings.ts'
import { settingChanged } from '../events.ts'
import type { changeSettingCall } from './contract.ts'
import { type ShownSetting, settingsOfHouse, showSetting } from './settings-of-house.ts'

/** Changes a setting of any room, under the permission that it names. */
export async function changeHouseSetting(
  ctx: Context,
  input: InputOf<typeof changeSettingCall>,
): Promise<ShownSetting> {
  const found = settingsOfHouse(ctx).find(({ setting }) => setting.name === input.name)
  if (!found) throw notFound('setting')
  const { room, setting } = found
  const scope = scopeOf(ctx.actor, setting.permission)
  if (!scope) throw forbidden()
  if (scope.units !== 'all') throw forbidden('company_wide_only', 'Settings belong to the whole company.')
  const before = await findSetting(ctx, setting)
  await changeSetting(ctx, setting, input.value, input.ifMatch)
  const after = await showSetting(ctx, room, setting)
  audit(ctx, 'core.setting.changed', { target: setting.name, details: { before: before.value, after: after.value } })
  announce(ctx, settingChanged, { name: setting.name })
  tellDesks(ctx, { topic: 'setting', units: null, permission: 'signed-in', id: setting.name })
  return after
}
