import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClassMark } from '#core/web/class-mark.tsx'
import { useCall } from '#core/web/use-call.ts'
import type { searchCall } from '../../search/contract.ts'

interface CustomerPickerProps {
  id?: string
  value?: string
  onChange?(customerId: string): void
}

/** Chooses another customer by what one knows of them. */
export function CustomerPicker({ id, value, onChange }: CustomerPickerProps) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const found = useCall<typeof searchCall>('GET /api/search', { query: { q } }, { enabled: q !== '', keep: true })
  const options = (q === '' ? [] : (found.data?.items ?? [])).map((item) => ({
    value: item.id,
    label: (
      <span>
        <ClassMark of={item.class} /> {item.name}{' '}
        <small className="faint">{[item.company, item.city].filter(Boolean).join(' · ')}</small>
      </span>
    ),
  }))
  return (
    <Select
      {...(id && { id })}
      {...(value && { value })}
      showSearch={{ filterOption: false, onSearch: setWords }}
      placeholder={t('customers:picker.placeholder')}
      notFoundContent={q === '' ? null : t('customers:picker.nobody')}
      options={options}
      onChange={(next: string) => onChange?.(next)}
    />
  )
}
