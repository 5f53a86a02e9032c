import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readRange, writeRange } from './filter-field.ts'
import { readFigure } from './read-figure.ts'

interface FigureRangeProps {
  value: string
  unit: string | undefined
  onChange(value: string): void
  /** Whether an end holds something that is no number; it counts as empty then. */
  onBad(isBad: boolean): void
}

const isBad = (text: string) => text.trim() !== '' && readFigure(text) === null

/** From one number to another, written as people write them; what can't be read is said in the reader's language. */
export function FigureRange({ value, unit, onChange, onBad }: FigureRangeProps) {
  const { t } = useTranslation()
  const [texts, setTexts] = useState(() => {
    const { from = '', to = '' } = readRange(value)
    return [from, to]
  })
  const change = (at: number, text: string) => {
    const next = texts.map((old, index) => (index === at ? text : old))
    setTexts(next)
    const [from = '', to = ''] = next.map((one) => readFigure(one) ?? '')
    onChange(writeRange(from, to))
    onBad(next.some(isBad))
  }
  const end = (at: number, label: string) => {
    const text = texts[at] ?? ''
    return (
      <Input
        inputMode="decimal"
        suffix={unit}
        autoFocus={at === 0}
        aria-label={label}
        aria-invalid={isBad(text)}
        status={isBad(text) ? 'error' : ''}
        placeholder={label}
        value={text}
        onChange={(event) => change(at, event.target.value)}
      />
    )
  }
  return (
    <>
      <div className="range">
        {end(0, t('kit:filter.from'))}
        <span aria-hidden="true">–</span>
        {end(1, t('kit:filter.upTo'))}
      </div>
      {texts.some(isBad) && (
        <p className="problem" role="alert">
          {t('kit:form.reason.number')}
        </p>
      )}
    </>
  )
}
