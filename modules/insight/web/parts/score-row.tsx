import { useTranslation } from 'react-i18next'
import type { Value } from './customer-value.tsx'

export type ScoreName = keyof Value['scores']

const NAMES: readonly ScoreName[] = ['recency', 'frequency', 'money', 'basket']

/** The four scores as buttons: each opens its thresholds and the orders behind it. */
export function ScoreRow({
  value,
  open,
  onOpen,
}: {
  value: Value
  open: ScoreName | null
  onOpen(name: ScoreName): void
}) {
  const { t } = useTranslation()
  return (
    <div className="scores">
      {NAMES.map((name) => (
        <button key={name} type="button" aria-expanded={open === name} onClick={() => onOpen(name)}>
          <span className="score">{t('insight:value.score', { score: value.scores[name] })}</span>
          <span className="name">{t(`insight:score.${name}`)}</span>
        </button>
      ))}
    </div>
  )
}
