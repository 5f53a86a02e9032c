import { PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterChip } from './filter-chip.tsx'
import type { FilterField, Filters } from './filter-field.ts'
import './filter-sentence.css'

interface FilterSentenceProps {
  fields: readonly FilterField[]
  filters: Filters
  /** A key with `undefined` is taken away. */
  onChange(patch: Record<string, string | undefined>): void
}

/** Filters as a sentence: "region is 广东", "profit from ¥100"; each part can be changed where it stands. */
export function FilterSentence({ fields, filters, onChange }: FilterSentenceProps) {
  const { t } = useTranslation()
  const [fresh, setFresh] = useState<string | null>(null)
  const shown = fields.filter((field) => filters[field.key] !== undefined || field.key === fresh)
  const others = fields.filter((field) => !shown.includes(field))
  const clear = () => {
    setFresh(null)
    onChange(Object.fromEntries(shown.map((field) => [field.key, undefined])))
  }
  return (
    <section className="filter-sentence" aria-label={t('kit:filter.label')}>
      {shown.map((field) => (
        <FilterChip
          key={field.key}
          field={field}
          value={filters[field.key]}
          openAtFirst={field.key === fresh}
          onChange={(value) => {
            setFresh(null)
            onChange({ [field.key]: value })
          }}
        />
      ))}
      {others.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: others.map((field) => ({ key: field.key, label: field.label })),
            onClick: ({ key }) => setFresh(key),
            style: { maxHeight: 420, overflow: 'auto' },
          }}
        >
          <Button type="text" icon={<PlusOutlined />}>
            {t('kit:filter.add')}
          </Button>
        </Dropdown>
      )}
      {shown.length > 1 && (
        <Button type="text" onClick={clear}>
          {t('kit:filter.clear')}
        </Button>
      )}
    </section>
  )
}
