import type { TFunction } from 'i18next'
import type { ScoreName } from './score-row.tsx'

/** What a score says beside the others: with score 4, at least three fifths of the customers have less. */
export const rankText = (t: TFunction, name: ScoreName, score: number): string =>
  score === 1 ? t('insight:rank.lowest') : t(`insight:rank.${name}`, { share: `${(score - 1) * 20}%` })
