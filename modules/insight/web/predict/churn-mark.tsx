import { useTranslation } from 'react-i18next'

const SIGN = { low: '▁', medium: '▄', high: '█' } as const

/** The level of the risk that a customer doesn't come back: a word and a bar, so that colour says nothing alone. */
export function ChurnMark({ level }: { level: 'low' | 'medium' | 'high' }) {
  const { t } = useTranslation()
  return (
    <span className={`churn-mark ${level}`}>
      <span aria-hidden="true">{SIGN[level]}</span> {t(`insight:predict.churn.${level}`)}
    </span>
  )
}
