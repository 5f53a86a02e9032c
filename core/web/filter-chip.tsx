import { CloseOutlined } from '@ant-design/icons'
import { Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterEditor } from './filter-editor.tsx'
import type { FilterField } from './filter-field.ts'
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
  const words = useFilterWords(field, value)
  const close = (next: string | undefined) => {
    setOpen(false)
    onChange(next)
  }
  const editor = <FilterEditor field={field} value={value} onDone={(next) => close(next || undefined)} />
  return (
    <span className="filter-chip">
      <Popover
        open={open}
        // Leaving a fresh chip empty takes it away again.
        onOpenChange={(next) => (next || value ? setOpen(next) : close(undefined))}
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
        onClick={() => close(undefined)}
      >
        <CloseOutlined />
      </button>
    </span>
  )
}
