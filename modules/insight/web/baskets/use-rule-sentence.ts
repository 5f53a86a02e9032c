import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'

interface Sides {
  left: readonly { name: string }[]
  right: { name: string }
  confidence: number
}

/** A rule in words: "With A and B, 34% of orders also have C". */
export function useRuleSentence(): (rule: Sides) => string {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const joined = new Intl.ListFormat(i18n.language, { type: 'conjunction' })
  return ({ left, right, confidence }) =>
    t('insight:baskets.sentence', {
      left: joined.format(left.map(({ name }) => t('insight:baskets.named', { name }))),
      right: t('insight:baskets.named', { name: right.name }),
      share: format.percent(confidence, 0),
    })
}
