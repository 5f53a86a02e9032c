import { EditOutlined } from '@ant-design/icons'
import { Input, type InputRef, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayField } from '#core/web/day-field.tsx'
import { useSession } from '#core/web/session.ts'
import { useMay } from '#core/web/use-may.ts'

interface EditableTextProps {
  /** What is edited, for those who can't see the pencil. */
  label: string
  value: string | null
  /** Shown instead of the value. */
  shown?: string | undefined
  /** Said where there is no value; else "add". */
  nothing?: string
  type?: 'text' | 'date'
  options?: readonly { value: string; label: string }[]
  /** Class of the field: who sees it masked can't edit it. */
  masked?: string
  /** By what the quality of the record finds it. */
  fact?: string
  onSave(value: string | null): void
}

const FEW = 8

/** A value that becomes a field when clicked; Enter or leaving saves, Escape leaves it. */
export function EditableText(props: EditableTextProps) {
  const { label, value, shown, nothing, type = 'text', options, masked, fact, onSave } = props
  const { t } = useTranslation()
  const may = useMay()
  const hidden = useSession().masked.includes(masked ?? '')
  const [editing, setEditing] = useState(false)
  const text = shown ?? value
  if (hidden || !may('customers.edit')) return <span className="plain-value">{text || nothing || '–'}</span>
  const save = (next: string | null) => {
    setEditing(false)
    if ((next || null) !== (value || null)) onSave(next || null)
  }
  if (editing) return <Editor {...{ label, value, type, options }} onSave={save} onLeave={() => setEditing(false)} />
  return (
    <button
      type="button"
      className="editable"
      data-fact={fact}
      aria-label={t('customers:edit', { field: label })}
      onClick={() => setEditing(true)}
    >
      <span className={text ? 'plain-value' : 'faint'}>{text || nothing || t('customers:add')}</span>
      <EditOutlined aria-hidden />
    </button>
  )
}

interface EditorProps extends Pick<EditableTextProps, 'label' | 'value' | 'type' | 'options'> {
  onSave(value: string | null): void
  onLeave(): void
}

function Editor({ label, value, type, options, onSave, onLeave }: EditorProps) {
  const input = useRef<InputRef>(null)
  useEffect(() => input.current?.focus(), [])
  if (options) {
    return (
      <Select
        aria-label={label}
        size="small"
        defaultOpen
        autoFocus
        allowClear
        showSearch={options.length > FEW && { optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        style={{ minWidth: 120 }}
        defaultValue={value}
        options={[...options]}
        onChange={(next: string | undefined) => onSave(next ?? null)}
        onBlur={onLeave}
      />
    )
  }
  if (type === 'date') {
    return (
      <DayField aria-label={label} size="small" autoFocus value={value ?? ''} onChange={onSave} onLeave={onLeave} />
    )
  }
  return (
    <Input
      ref={input}
      aria-label={label}
      size="small"
      defaultValue={value ?? ''}
      onBlur={(event) => onSave(event.target.value)}
      onPressEnter={(event) => event.currentTarget.blur()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onLeave()
      }}
    />
  )
}
