import { useTranslation } from 'react-i18next'
import { useSession } from '#core/web/session.ts'
import { useFormat } from '#core/web/use-format.ts'
import { addDays, dayOf } from '#core/words/dates.ts'
import type { Value } from './customer-value.tsx'
import { rankText } from './rank-text.ts'
import type { ScoreName } from './score-row.tsx'

type Reason = Value['reasons'][number]

/** The three strongest facts, each with its number and a way to its rows. */
export function ReasonList({ value, onOpen }: { value: Value; onOpen(name: ScoreName): void }) {
  const textOf = useReason(value)
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

function useReason({ currency, asOf }: Value): (reason: Reason) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const { timeZone } = useSession().company
  const money = (amount: string | null) => (amount === null ? '–' : format.money(amount, currency))
  const recentText = (days: number, score: number) => {
    const when = format.relativeDay(addDays(asOf, -days))
    // Words of the last week say the days themselves; a date does not.
    const told = days < 7 ? when : t('insight:reason.daysOf', { when, count: days })
    return t('insight:reason.recency', { when: told, rank: rankText(t, 'recency', score), score })
  }
  return (reason) => {
    switch (reason.fact) {
      case 'worth': {
        const of = t(`insight:basis.${reason.basis}`)
        const amount = money(reason.amount)
        if (reason.amount === null)
          return t('insight:reason.worthHidden', { of, share: format.percent(reason.betterShare) })
        if (Number(reason.amount) <= 0) return t('insight:reason.noWorth', { of, amount })
        return t('insight:reason.worth', { of, amount, share: format.percent(reason.betterShare) })
      }
      case 'recency':
        if (reason.days === null) return t('insight:reason.neverBought')
        // Days are those of the analysis; "ago" would be wrong on any later day.
        if (asOf === dayOf(new Date(), timeZone)) return recentText(reason.days, reason.score)
        return reason.days === 0
          ? t('insight:reason.recencySameDay', { score: reason.score, day: format.day(asOf) })
          : t('insight:reason.recencyThen', { count: reason.days, score: reason.score, day: format.day(asOf) })
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
