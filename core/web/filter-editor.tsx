import { Button, Input, Segmented } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChoicePicker } from './choice-picker.tsx'
import { type FilterField, readChoices, readRange, writeChoices, writeRange } from './filter-field.ts'

interface FilterEditorProps {
  field: FilterField
  value: string | undefined
  onDone(value: string): void
}

/** Changes the value of one filter; Enter or the button takes it over. */
export function FilterEditor({ field, value, onDone }: FilterEditorProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(value ?? '')
  if (field.type === 'yesno') return <YesNo value={value} onDone={onDone} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onDone(draft.trim())
  }
  return (
    <form className="filter-editor" onSubmit={submit} aria-label={field.label}>
      {field.type === 'text' && <Input autoFocus value={draft} onChange={(event) => setDraft(event.target.value)} />}
      {(field.type === 'number' || field.type === 'money') && <Range field={field} value={draft} onChange={setDraft} />}
      {field.type === 'date' && <Range field={field} value={draft} onChange={setDraft} days />}
      {(field.type === 'choice' || field.type === 'tags' || field.type === 'region') && (
        <ChoicePicker
          source={field.choices ?? []}
          value={readChoices(draft)}
          onChange={(values) => setDraft(writeChoices(values))}
        />
      )}
      <div className="buttons">
        <Button type="primary" size="small" htmlType="submit">
          {t('kit:filter.apply')}
        </Button>
      </div>
    </form>
  )
}

function YesNo({ value, onDone }: { value: string | undefined; onDone(value: string): void }) {
  const { t } = useTranslation()
  const options = [
    { value: 'yes', label: t('kit:filter.yes') },
    { value: 'no', label: t('kit:filter.no') },
  ]
  return <Segmented options={options} value={value ?? ''} onChange={onDone} />
}

interface RangeProps {
  field: FilterField
  value: string
  onChange(value: string): void
  days?: boolean
}

function Range({ field, value, onChange, days = false }: RangeProps) {
  const { t } = useTranslation()
  const { from = '', to = '' } = readRange(value)
  const [low, high] = days
    ? [t('kit:filter.fromDay'), t('kit:filter.upToDay')]
    : [t('kit:filter.from'), t('kit:filter.upTo')]
  const common = days
    ? { type: 'date' }
    : { inputMode: 'decimal' as const, pattern: '-?[0-9]*[.]?[0-9]*', suffix: field.unit }
  return (
    <div className={days ? 'range days' : 'range'}>
      <Input
        {...common}
        autoFocus
        aria-label={low}
        placeholder={low}
        value={from}
        onChange={(event) => onChange(writeRange(event.target.value, to))}
      />
      <span aria-hidden="true">{days ? '' : '–'}</span>
      <Input
        {...common}
        aria-label={high}
        placeholder={high}
        value={to}
        onChange={(event) => onChange(writeRange(from, event.target.value))}
      />
    </div>
  )
}
