import { Button, Input, Segmented } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChoiceList } from './choice-list.tsx'
import { DayField } from './day-field.tsx'
import { FigureRange } from './figure-range.tsx'
import { type FilterField, readChoices, readRange, writeChoices, writeRange } from './filter-field.ts'

interface FilterEditorProps {
  field: FilterField
  draft: string
  onDraft(draft: string): void
  onDone(draft: string): void
}

/** Changes the value of one filter; Enter, the button or leaving takes it over. */
export function FilterEditor({ field, draft, onDraft, onDone }: FilterEditorProps) {
  const { t } = useTranslation()
  const [isBad, setBad] = useState(false)
  if (field.type === 'yesno') return <YesNo value={draft} onDone={onDone} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isBad) onDone(draft)
  }
  return (
    <form className="filter-editor" onSubmit={submit} aria-label={field.label}>
      <EditorBody field={field} draft={draft} onDraft={onDraft} onBad={setBad} />
      <div className="buttons">
        <Button type="primary" size="small" htmlType="submit">
          {t('kit:filter.apply')}
        </Button>
      </div>
    </form>
  )
}

function EditorBody({
  field,
  draft,
  onDraft,
  onBad,
}: Omit<FilterEditorProps, 'onDone'> & { onBad(isBad: boolean): void }) {
  switch (field.type) {
    case 'number':
    case 'money':
      return <FigureRange value={draft} unit={field.unit} onChange={onDraft} onBad={onBad} />
    case 'date':
      return <DayRange value={draft} onChange={onDraft} />
    case 'choice':
    case 'tags':
    case 'region':
      return (
        <ChoiceList
          name={field.key}
          source={field.choices ?? []}
          value={readChoices(draft)}
          onChange={(values) => onDraft(writeChoices(values))}
        />
      )
    default:
      return (
        <Input autoFocus aria-label={field.label} value={draft} onChange={(event) => onDraft(event.target.value)} />
      )
  }
}

function YesNo({ value, onDone }: { value: string; onDone(value: string): void }) {
  const { t } = useTranslation()
  const options = [
    { value: 'yes', label: t('kit:filter.yes') },
    { value: 'no', label: t('kit:filter.no') },
  ]
  return <Segmented options={options} value={value} onChange={onDone} />
}

function DayRange({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { t } = useTranslation()
  const { from = '', to = '' } = readRange(value)
  const [low, high] = [t('kit:filter.fromDay'), t('kit:filter.upToDay')]
  return (
    <div className="range days">
      <DayField
        autoFocus
        aria-label={low}
        placeholder={low}
        value={from}
        onChange={(day) => onChange(writeRange(day, to))}
      />
      <DayField aria-label={high} placeholder={high} value={to} onChange={(day) => onChange(writeRange(from, day))} />
    </div>
  )
}
