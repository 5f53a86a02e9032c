import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Choice, ChoiceSource } from './filter-field.ts'

interface ChoicePickerProps {
  source: ChoiceSource
  value: readonly string[]
  onChange(value: string[]): void
  /** One value only. */
  single?: boolean
  id?: string
}

/** Picks from a list, or from what the server finds while one types. */
export function ChoicePicker({ source, value, onChange, single = false, id }: ChoicePickerProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const asked = useQuery<readonly Choice[]>({
    queryKey: ['choices', id ?? '', String(source), text],
    queryFn: () => (typeof source === 'function' ? source({ text }) : source),
    enabled: typeof source === 'function',
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const chosen = useQuery<readonly Choice[]>({
    queryKey: ['chosen', id ?? '', String(source), value],
    queryFn: () => (typeof source === 'function' ? source({ values: value }) : source),
    enabled: typeof source === 'function' && value.length > 0,
    gcTime: 0,
  })
  const found = typeof source === 'function' ? [...(asked.data ?? []), ...(text ? [] : (chosen.data ?? []))] : source
  const options = [...new Map(found.map((choice) => [choice.value, choice])).values()]
  return (
    <Select<string[]>
      {...(!single && { mode: 'multiple' as const })}
      {...(id && { id })}
      style={{ width: '100%' }}
      allowClear
      value={single ? (value.slice(0, 1) as string[]) : [...value]}
      onChange={(next: string[] | string | undefined) =>
        onChange(next === undefined ? [] : Array.isArray(next) ? next : [next])
      }
      options={options}
      optionRender={(option) => <span style={{ paddingLeft: (option.data.depth ?? 0) * 14 }}>{option.label}</span>}
      showSearch={
        typeof source === 'function' ? { filterOption: false, onSearch: setText } : { optionFilterProp: 'label' }
      }
      loading={asked.isFetching}
      placeholder={t('kit:filter.pick')}
      aria-label={t('kit:filter.pick')}
      getPopupContainer={(node) => node.parentElement ?? document.body}
    />
  )
}
