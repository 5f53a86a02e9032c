import { Select } from 'antd'
import { type ReactNode, useState } from 'react'

export interface TypedOption {
  value: string
  label: ReactNode
}

interface TypedSelectProps {
  id?: string
  value?: string
  onChange?(value: string | undefined): void
  options: readonly TypedOption[]
  /** Called with what is typed; the options are then those found. Without it the options are narrowed here. */
  onSearch?(words: string): void
  /** How what is typed is offered. */
  typedLabel(words: string): string
  placeholder?: string
  label?: string
  autoFocus?: boolean
  clearable?: boolean
}

/** A choice from what there is, or what somebody types. */
export function TypedSelect(props: TypedSelectProps) {
  const {
    id,
    value,
    onChange,
    options,
    onSearch,
    typedLabel,
    placeholder,
    label,
    autoFocus = false,
    clearable = false,
  } = props
  const [words, setWords] = useState('')
  const typed = words.trim()
  const wanted = typed.toLocaleLowerCase()
  const found = onSearch
    ? options
    : options.filter(({ value: one, label: text }) => `${one} ${text}`.toLocaleLowerCase().includes(wanted))
  const isKnown = typed === '' || options.some((option) => option.value.toLocaleLowerCase() === wanted)
  return (
    <Select
      {...(id && { id })}
      {...(value && { value })}
      {...(label && { 'aria-label': label })}
      autoFocus={autoFocus}
      allowClear={clearable}
      popupMatchSelectWidth={false}
      placeholder={placeholder}
      notFoundContent={null}
      labelRender={(chosen) => options.find((option) => option.value === chosen.value)?.label ?? String(chosen.value)}
      showSearch={{
        filterOption: false,
        onSearch: (next) => {
          setWords(next)
          onSearch?.(next)
        },
      }}
      options={[...found, ...(isKnown ? [] : [{ value: typed, label: typedLabel(typed) }])]}
      onChange={(next: string | undefined) => onChange?.(next)}
    />
  )
}
