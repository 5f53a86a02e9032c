import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Choice, ChoiceSource } from './filter-field.ts'
import './filter-sentence.css'

interface ChoiceListProps {
  /** Key of the field, so that two lists never take each other's answers. */
  name: string
  source: ChoiceSource
  value: readonly string[]
  onChange(value: string[]): void
}

const FEW = 8

/** Picks several of a list, or of what the server finds while one types; what is chosen stays in sight. */
export function ChoiceList({ name, source, value, onChange }: ChoiceListProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  // What was chosen at the beginning stands first; lines must not jump while one ticks them.
  const [before] = useState(value)
  const asked = useChoices(name, source, { text })
  const chosen = useChoices(name, source, { values: before })
  const searchable = typeof source === 'function' || source.length > FEW
  const wanted = text.trim().toLocaleLowerCase()
  const found =
    typeof source === 'function' ? asked : source.filter((choice) => choice.label.toLocaleLowerCase().includes(wanted))
  const lines = wanted === '' ? [...chosen.filter((choice) => before.includes(choice.value)), ...found] : found
  const once = [...new Map(lines.map((choice) => [choice.value, choice])).values()]
  const toggle = (one: string) =>
    onChange(value.includes(one) ? value.filter((other) => other !== one) : [...value, one])
  return (
    <>
      {searchable && (
        <Input
          autoFocus
          value={text}
          placeholder={t('kit:filter.find')}
          aria-label={t('kit:filter.find')}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={(event) => {
            // Enter takes the first that was found; in an empty field it is the form's.
            const [first] = once
            if (wanted === '' || !first) return
            event.preventDefault()
            toggle(first.value)
            setText('')
          }}
        />
      )}
      <div className="choices">
        {once.map((choice) => (
          <Checkbox
            key={choice.value}
            checked={value.includes(choice.value)}
            onChange={() => toggle(choice.value)}
            style={{ marginInlineStart: (choice.depth ?? 0) * 16 }}
          >
            {choice.label}
          </Checkbox>
        ))}
        {once.length === 0 && <span className="faint">{t('kit:filter.noChoice')}</span>}
      </div>
    </>
  )
}

function useChoices(
  name: string,
  source: ChoiceSource,
  ask: { text?: string; values?: readonly string[] },
): readonly Choice[] {
  const { data } = useQuery<readonly Choice[]>({
    queryKey: ['choices', name, ask],
    queryFn: () => (typeof source === 'function' ? source(ask) : source),
    enabled: typeof source === 'function' && ask.values?.length !== 0,
    placeholderData: keepPreviousData,
  })
  return typeof source === 'function' ? (data ?? []) : source
}
