import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import { dimensionOf, measureOf, OTHERS } from '../../explore/catalogue-rules.ts'
import type { Cube } from './use-answer.ts'
import { useFigureText } from './use-figure-text.ts'
import { useKeyText } from './use-key-text.ts'

/** What a cube says in one sentence: the whole, and where the most of it is. */
export function useFinding(): (cube: Cube) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const keyText = useKeyText()
  const figure = useFigureText()
  return (cube) => {
    const { measure } = cube
    const words = {
      measure: t(`insight:explore.measure.${measure}`),
      total: figure(measure, cube.total, cube.currency),
    }
    const [first, second] = cube.axes
    // Months all have their share; which channel has the most of it says more.
    const axis =
      first && second && dimensionOf(first.dimension).ordered && !dimensionOf(second.dimension).ordered ? second : first
    const named = axis?.items.filter((item) => item.key !== OTHERS && item.key !== '' && item.value !== null) ?? []
    const best = named.reduce<(typeof named)[number] | null>(
      (most, item) => (most === null || Number(item.value) > Number(most.value) ? item : most),
      null,
    )
    if (!axis || !best || Number(best.value) <= 0) return t('insight:explore.finding.total', words)
    const of = {
      ...words,
      name: keyText(axis.dimension, best.key, best.label),
      value: figure(measure, best.value, cube.currency),
    }
    if (measureOf(measure).isRatio) return t('insight:explore.finding.ratio', of)
    const total = Number(cube.total)
    const adds = measureOf(measure).unit !== 'count' || measure !== 'customers'
    const share = total > 0 ? Number(best.value) / total : null
    if (dimensionOf(axis.dimension).ordered || share === null || share > 1 || !adds)
      return t('insight:explore.finding.peak', of)
    return t('insight:explore.finding.share', { ...of, share: format.percent(share) })
  }
}
