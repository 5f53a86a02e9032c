import { CloseOutlined } from '@ant-design/icons'
import { Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterEditor } from './filter-editor.tsx'
import { type FilterField, orderedRange } from './filter-field.ts'
import { useFilterWords } from './use-filter-words.ts'

interface FilterChipProps {
  field: FilterField
  value: string | undefined
  /** A chip just added opens by itself. */
  openAtFirst: boolean
  onChange(value: string | undefined): void
}

/** One part of the sentence; a click changes it, the cross takes it away. */
export function FilterChip({ field, value, openAtFirst, onChange }: FilterChipProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(openAtFirst)
  const [draft, setDraft] = useState(value ?? '')
  const words = useFilterWords(field, value)
  const show = () => {
    setDraft(value ?? '')
    setOpen(true)
  }
  // Leaving takes over what was entered; a chip left empty goes away.
  const close = (next: string) => {
    setOpen(false)
    onChange(orderedRange(field, next.trim()) || undefined)
  }
  const editor = <FilterEditor field={field} draft={draft} onDraft={setDraft} onDone={close} />
  return (
    <span className="filter-chip">
      <Popover
        open={open}
        onOpenChange={(next) => (next ? show() : close(draft))}
        trigger="click"
        placement="bottomLeft"
        content={editor}
        destroyOnHidden
      >
        <button type="button" className="say" aria-expanded={open}>
          <span className="field">{field.label}</span> {words.verb} <span className="value">{words.value}</span>
        </button>
      </Popover>
      <button
        type="button"
        className="away"
        aria-label={t('kit:filter.remove', { field: field.label })}
        onClick={() => onChange(undefined)}
      >
        <CloseOutlined />
      </button>
    </span>
  )
}
