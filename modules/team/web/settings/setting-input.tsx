import { Input, InputNumber, Select, Switch } from 'antd'
import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { Registry } from '#core/web/registry.ts'
import { countryCodes, countryName } from '#core/words/countries.ts'
import { RateTable } from './rate-table.tsx'
import { settingLabel } from './setting-text.ts'
import type { MoneyOfCompany, ShownSetting } from './shown-setting.ts'
import { ValueFields } from './value-fields.tsx'

interface SettingInputProps {
  setting: ShownSetting
  value: unknown
  problems: ReadonlySet<string>
  money: MoneyOfCompany
  onChange(value: unknown): void
}

/** The input that fits a setting's schema, or the way to the page that edits it. */
export function SettingInput({ setting, value, problems, money, onChange }: SettingInputProps) {
  const { t, i18n } = useTranslation()
  const page = use(Registry)
    .flatMap((room) => room.pages)
    .find((one) => one.setting === setting.name)
  if (page) return <PageLink to={page.path}>{t('team:settings.ownPage')}</PageLink>
  const { schema } = setting
  const label = settingLabel(setting)
  const choices = choicesOf(setting, t('team:settings.auto'), i18n.language)
  if (choices) {
    return (
      <Select
        aria-label={label}
        value={value as string}
        showSearch={{ optionFilterProp: 'label' }}
        options={choices}
        onChange={onChange}
      />
    )
  }
  if (schema.type === 'boolean') return <Switch aria-label={label} checked={value === true} onChange={onChange} />
  if (schema.type === 'number' || schema.type === 'integer') {
    return <InputNumber aria-label={label} value={value as number} onChange={onChange} />
  }
  if (schema.type !== 'object') {
    return <Input aria-label={label} value={String(value)} onChange={({ target }) => onChange(target.value)} />
  }
  const Form = schema.unit === 'rates' ? RateTable : ValueFields
  return (
    <Form
      setting={setting}
      value={value as Record<string, string>}
      problems={problems}
      money={money}
      onChange={onChange}
    />
  )
}

interface Choice {
  value: string
  label: string
}

function choicesOf({ name, schema }: ShownSetting, auto: string, language: string): Choice[] | null {
  const plain = (values: readonly string[]) => values.map((value) => ({ value, label: value }))
  const named = (values: readonly string[], nameOf: (code: string) => string) =>
    values.map((value) => ({ value, label: `${nameOf(value)} (${value})` }))
  if (name === 'company.time_zone') return plain(Intl.supportedValuesOf('timeZone'))
  if (name === 'company.country') return named(countryCodes(), (code) => countryName(code, language))
  if (name === 'company.currency') {
    const names = new Intl.DisplayNames(language, { type: 'currency' })
    const codes = named(Intl.supportedValuesOf('currency'), (code) => names.of(code) ?? code)
    return [{ value: 'auto', label: auto }, ...codes]
  }
  return Array.isArray(schema.enum) ? plain(schema.enum.map(String)) : null
}
