import { Input, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface SettingInputProps {
  name: string
  label: string
  schema: Record<string, unknown>
  value: unknown
  onChange(value: unknown): void
}

/** The input that fits a setting's schema; what has no simple form is edited as JSON. */
export function SettingInput({ name, label, schema, value, onChange }: SettingInputProps) {
  const { t } = useTranslation()
  const choices = choicesOf(name, schema, t('team:settings.auto'))
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
  if (schema.type === 'string') {
    return <Input aria-label={label} value={String(value)} onChange={({ target }) => onChange(target.value)} />
  }
  return <JsonInput label={label} value={value} onChange={onChange} />
}

interface Choice {
  value: string
  label: string
}

function choicesOf(name: string, schema: Record<string, unknown>, auto: string): Choice[] | null {
  const plain = (values: readonly string[]) => values.map((value) => ({ value, label: value }))
  if (name === 'company.time_zone') return plain(Intl.supportedValuesOf('timeZone'))
  if (name === 'company.currency') return [{ value: 'auto', label: auto }, ...plain(Intl.supportedValuesOf('currency'))]
  return Array.isArray(schema.enum) ? plain(schema.enum.map(String)) : null
}

function JsonInput({ label, value, onChange }: Pick<SettingInputProps, 'label' | 'value' | 'onChange'>) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2))
  const [broken, setBroken] = useState(false)
  return (
    <Input.TextArea
      aria-label={label}
      value={text}
      rows={Math.min(14, Math.max(2, text.split('\n').length))}
      spellCheck={false}
      status={broken ? 'error' : ''}
      style={{ fontFamily: 'monospace' }}
      onChange={({ target }) => {
        setText(target.value)
        try {
          onChange(JSON.parse(target.value))
          setBroken(false)
        } catch {
          setBroken(true)
        }
      }}
    />
  )
}
