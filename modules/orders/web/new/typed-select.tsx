import { Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { holdEnter } from '#core/web/hold-enter.ts'

export interface TypedOption {
  value: string
  label: ReactNode
}

export interface Search {
  /** Called with what is typed; the options are then those found for it. */
  onSearch(words: string): void
  /** The answer is still to come: nothing is offered, so that a quick Enter never takes what was found for other words. */
  pending: boolean
  /** What is chosen, which need not be among those found. */
  chosen: TypedOption | null
}

interface TypedSelectProps {
  id?: string
  value?: string
  onChange?(value: string | undefined): void
  options: readonly TypedOption[]
  /** Without it the options are narrowed here. */
  search?: Search
  /** How what is typed is offered. */
  typedLabel(words: string): string
  placeholder?: string
  label?: string
  autoFocus?: boolean
  clearable?: boolean
}

/** A choice from what there is, or what somebody types. */
export function TypedSelect(props: TypedSelectProps) {
  const { id, value, onChange, options, search, typedLabel, placeholder, label } = props
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const typed = words.trim()
  const known = search?.chosen ? [...options, search.chosen] : options
  return (
    <Select
      {...(id && { id })}
      {...(value && { value })}
      {...(label && { 'aria-label': label })}
      autoFocus={props.autoFocus ?? false}
      allowClear={props.clearable ?? false}
      popupMatchSelectWidth={false}
      placeholder={placeholder}
      notFoundContent={search?.pending ? t('kit:loading') : null}
      labelRender={(chosen) => known.find((option) => option.value === chosen.value)?.label ?? String(chosen.value)}
      onInputKeyDown={holdEnter(search?.pending ?? false)}
      showSearch={{
        filterOption: false,
        onSearch: (next) => {
          setWords(next)
          search?.onSearch(next)
        },
      }}
      options={offered(options, typed, { search, typedLabel })}
      onChange={(next: string | undefined) => onChange?.(next)}
    />
  )
}

function offered(
  options: readonly TypedOption[],
  typed: string,
  { search, typedLabel }: { search: Search | undefined; typedLabel(words: string): string },
): TypedOption[] {
  if (search?.pending) return []
  const wanted = typed.toLocaleLowerCase()
  const found = search
    ? options
    : options.filter(({ value, label }) => `${value} ${label}`.toLocaleLowerCase().includes(wanted))
  const isKnown = typed === '' || options.some(({ value }) => value.toLocaleLowerCase() === wanted)
  return isKnown ? [...found] : [...found, { value: typed, label: typedLabel(typed) }]
}
