import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findCustomerPredictionCall } from '../../purchases/contract.ts'
import { useEstimate } from './use-estimate.ts'

type Reply = WireReply<typeof findCustomerPredictionCall>
type Why = NonNullable<Reply['why']>
type Factor = Why['factors'][number]

/** Below so little nobody would notice. */
const NEXT_TO_NOTHING = 0.05

/** A reason of a prediction as a sentence: what is known, what it is held against, and what it does to which figure. */
export function useFactorText(currency: string): (factor: Factor, data: Reply) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const estimate = useEstimate(currency)
  return ({ kind, times }, { why, prediction }) => {
    if (!why || !prediction || times === null) return ''
    switch (kind) {
      case 'recency':
        return `${quietText(why)}${t('insight:predict.factor.still', { chance: format.percent(times, 0) })}${effectText('orders', times)}`
      case 'frequency': {
        const { own, usual } = why.ordersWhileActive
        const known = { count: why.purchases, day: format.day(why.firstDay), own: rate(own), usual: rate(usual) }
        return `${t('insight:predict.factor.frequency', known)}${effectText('orders', times)}`
      }
      case 'cohort':
        return `${t('insight:predict.factor.cohort', { quarter: why.cohort?.quarter ?? '' })}${effectText('orders', times)}`
      case 'spend': {
        const known = { own: estimate(why.spend?.own ?? '0'), everybody: estimate(why.spend?.everybody ?? '0') }
        return `${t('insight:predict.factor.spend', known)}${effectText('value', times)}`
      }
    }
  }

  function quietText({ quietDays, usualGapDays }: Why): string {
    const ago =
      quietDays === 0 ? t('insight:predict.factor.today') : t('insight:predict.factor.ago', { count: quietDays })
    if (usualGapDays === null) return t('insight:predict.factor.once', { ago })
    // Of the whole days that are shown, so that who divides them finds the same.
    const days = Math.max(1, Math.round(usualGapDays))
    const gap = t('insight:predict.days', { count: days })
    if (quietDays <= days) return t('insight:predict.factor.inTime', { ago, gap })
    return t('insight:predict.factor.late', {
      ago,
      gap,
      gaps: format.number(quietDays / days, { maximumFractionDigits: 1 }),
    })
  }

  function rate(orders: number): string {
    return format.number(orders, { maximumFractionDigits: orders < 10 ? 1 : 0 })
  }

  function effectText(what: 'orders' | 'value', times: number): string {
    if (Math.abs(times - 1) < NEXT_TO_NOTHING) return t('insight:predict.effect.none')
    if (times >= 2) {
      const shown = format.number(times, { maximumFractionDigits: 1 })
      return t(`insight:predict.effect.${what}.times`, { times: shown })
    }
    const share = format.percent(Math.abs(times - 1), 0)
    return t(`insight:predict.effect.${what}.${times > 1 ? 'more' : 'less'}`, { share })
  }
}
