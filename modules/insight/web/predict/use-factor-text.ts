import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findCustomerPredictionCall } from '../../purchases/contract.ts'
import { useEstimate } from './use-estimate.ts'

type Reply = WireReply<typeof findCustomerPredictionCall>
type Factor = NonNullable<Reply['why']>['factors'][number]

/** A reason of a prediction as a sentence with its figures. */
export function useFactorText(currency: string): (factor: Factor, data: Reply) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const estimate = useEstimate(currency)
  const amount = (text: string | undefined) => estimate(text ?? '0')
  return ({ kind, times }, { why, prediction }) => {
    if (!why || !prediction) return ''
    const effect = effectText(times)
    switch (kind) {
      case 'recency':
        return why.usualGapDays === null
          ? t('insight:predict.factor.once', { count: why.quietDays, effect })
          : t('insight:predict.factor.recency', {
              count: why.quietDays,
              gap: format.number(Math.round(why.usualGapDays)),
              effect,
            })
      case 'frequency':
        return t('insight:predict.factor.frequency', { count: why.purchases, day: format.day(why.firstDay), effect })
      case 'cohort':
        return t('insight:predict.factor.cohort', { quarter: why.cohort?.quarter ?? '', effect })
      case 'spend':
        return t('insight:predict.factor.spend', {
          own: amount(why.spend?.own),
          everybody: amount(why.spend?.everybody),
          effect,
        })
    }
  }

  function effectText(times: number | null): string {
    if (times === null) return ''
    if (Math.abs(times - 1) < 0.05) return t('insight:predict.effect.usual')
    const shown = format.number(times >= 1 ? times : 1 / times, { maximumFractionDigits: 1 })
    return t(times > 1 ? 'insight:predict.effect.more' : 'insight:predict.effect.less', { times: shown })
  }
}
