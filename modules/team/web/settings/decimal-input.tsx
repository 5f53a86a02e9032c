import { Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface DecimalInputProps {
  id?: string
  label?: string
  /** As it is written; kept while somebody types `0.` on the way to `0.05`. */
  text: string
  unit: string
  kind: 'money' | 'share' | 'rate'
  wrong: boolean
  onChange(text: string): void
}

/** A number of any length with its unit, and under it what is wrong with it. */
export function DecimalInput({ id, label, text, unit, kind, wrong, onChange }: DecimalInputProps) {
  const { t } = useTranslation()
  const wrongId = useId()
  const [typed, setTyped] = useState(text)
  return (
    <span className="decimal-input">
      <Input
        id={id}
        aria-label={label}
        inputMode="decimal"
        value={typed}
        suffix={unit}
        status={wrong ? 'error' : ''}
        aria-invalid={wrong}
        aria-describedby={wrong ? wrongId : undefined}
        onChange={({ target }) => {
          setTyped(target.value)
          onChange(target.value.trim())
        }}
      />
      {wrong && (
        <span id={wrongId} className="field-problem" role="alert">
          {t(`team:settings.wrong.${kind}`)}
        </span>
      )}
    </span>
  )
}
