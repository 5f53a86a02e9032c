import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import type { DemandSeries } from './demand-types.ts'

type Judgement = DemandSeries['judgement']

/** What a forecast rests on and how it fared, in a sentence or two. */
export function useModelText(): (judgement: Judgement, lines: number, weeks: number) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const error = (value: number) => format.number(value, { maximumFractionDigits: 2, minimumFractionDigits: 2 })
  return (judgement, lines, weeks) => {
    const { model, season, demandClass, state, origins, mase, naive, coverage } = judgement
    const parts = [
      t('insight:demand.rests', { count: lines, weeks }),
      t('insight:demand.speaks', {
        model: t(`insight:demand.model.${model}`),
        kind: t(`insight:demand.class.${demandClass}`),
      }),
      t(`insight:demand.season.${season}`),
    ]
    if (state === 'too_little_data') parts.push(t('insight:demand.tooFew'))
    if (state === 'ended') parts.push(t('insight:demand.ended'))
    if (state === 'stepped_aside') parts.push(t('insight:demand.steppedAside'))
    if (mase !== null && naive !== null) {
      parts.push(t('insight:demand.fared', { origins, mase: error(mase), naive: error(naive) }))
    }
    if (coverage !== null) parts.push(t('insight:demand.held', { share: format.percent(coverage, 0) }))
    return parts.filter((part) => part !== '').join(t('insight:demand.join'))
  }
}
