import i18next from 'i18next'
import type { ShownSetting } from './shown-setting.ts'

type Named = Pick<ShownSetting, 'room' | 'name'>

const keyOf = (group: string, { room, name }: Named, field = '') =>
  `${room}:${group}.${name.replaceAll('.', '_')}${field && `.${field}`}`

const said = (key: string, values: Record<string, string> = {}): string | null =>
  i18next.exists(key) ? i18next.t(key, values) : null

/** `<room>:setting.<name with underscores>`, where the room has words for it. */
export const settingLabel = (setting: Named): string => said(keyOf('setting', setting)) ?? setting.name

/** `<room>:settingHelp.…`: what the setting is for and what it affects. */
export const settingHelp = (setting: Named, currency: string | null): string | null =>
  said(keyOf('settingHelp', setting), { currency: currency ?? '' })

/** `<room>:settingField.….<field>` of a setting with several values. */
export const fieldLabel = (setting: Named, field: string): string =>
  said(keyOf('settingField', setting, field)) ?? field

/** `<room>:settingFieldHelp.….<field>`. */
export const fieldHelp = (setting: Named, field: string): string | null =>
  said(keyOf('settingFieldHelp', setting, field))
