import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import type { Value } from './customer-value.tsx'
import type { ScoreName } from './score-row.tsx'

type Reason = Value['reasons'][number]

/** The three strongest facts, each with its number and a way to its rows. */
export function ReasonList({ value, onOpen }: { value: Value; onOpen(name: ScoreName): void }) {
  const textOf = useReason(value.currency)
  return (
    <ul className="reasons">
      {value.reasons.map((reason) => (
        <li key={reason.fact}>
          <button type="button" onClick={() => onOpen(scoreBehind(reason))}>
            {textOf(reason)}
          </button>
        </li>
      ))}
    </ul>
  )
}

function scoreBehind({ fact }: Reason): ScoreName {
  if (fact === 'recency' || fact === 'frequency' || fact === 'basket') return fact
  return fact === 'returns' ? 'frequency' : 'money'
}

function useReason(currency: string): (reason: Reason) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const money = (amount: string | null) => (amount === null ? '–' : format.money(amount, currency))
  return (reason) => {
    switch (reason.fact) {
      case 'worth': {
        const of = t(`insight:basis.${reason.basis}`)
        const amount = money(reason.amount)
        if (Number(reason.amount) <= 0) return t('insight:reason.noWorth', { of, amount })
        return t('insight:reason.worth', { of, amount, share: format.percent(reason.betterShare) })
      }
      case 'recency':
        return reason.days === null
          ? t('insight:reason.neverBought')
          : t('insight:reason.recency', { count: reason.days, score: reason.score })
      case 'frequency':
        return t('insight:reason.frequency', { count: reason.orders, score: reason.score })
      case 'returns':
        return t('insight:reason.returns', { count: reason.returns, orders: format.number(reason.orders) })
      case 'cost_to_serve':
        return t('insight:reason.costToServe', { amount: money(reason.amount) })
      default:
        return t(`insight:reason.${reason.fact}`, { amount: money(reason.amount), score: reason.score })
    }
  }
}
