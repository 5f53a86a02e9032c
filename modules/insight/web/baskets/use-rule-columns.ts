import { useTranslation } from 'react-i18next'
import type { Column } from '#core/web/column.ts'
import { useFormat } from '#core/web/use-format.ts'
import { LIFT } from './category-matrix.tsx'
import type { Rule } from './rule-list.tsx'
import { useRuleSentence } from './use-rule-sentence.ts'

/** A rule's sentence and its figures. */
export function useRuleColumns(): Column<Rule>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const sentenceOf = useRuleSentence()
  return [
    { key: 'rule', title: t('insight:baskets.rules.rule'), render: sentenceOf },
    {
      key: 'orders',
      title: t('insight:baskets.rules.orders'),
      figure: true,
      sort: 'orders',
      width: 110,
      render: (rule) => format.number(rule.orders),
    },
    {
      key: 'support',
      title: t('insight:baskets.rules.support'),
      figure: true,
      optional: true,
      width: 110,
      render: (rule) => format.percent(rule.support, 2),
    },
    {
      key: 'confidence',
      title: t('insight:baskets.rules.confidence'),
      figure: true,
      sort: 'confidence',
      width: 110,
      render: (rule) => format.percent(rule.confidence, 0),
    },
    {
      key: 'lift',
      title: t('insight:baskets.rules.lift'),
      figure: true,
      sort: 'lift',
      width: 110,
      render: (rule) => t('insight:baskets.times', { lift: format.number(rule.lift, LIFT) }),
    },
    {
      key: 'extra',
      title: t('insight:baskets.rules.extra'),
      figure: true,
      sort: 'extra',
      width: 140,
      spare: true,
      render: (rule) => format.number(Math.round(rule.extraOrders)),
    },
    {
      key: 'customers',
      title: t('insight:baskets.rules.open'),
      figure: true,
      width: 130,
      spare: true,
      render: (rule) => format.number(rule.customers - rule.bothCustomers),
    },
    {
      key: 'q',
      title: t('insight:baskets.rules.q'),
      figure: true,
      optional: true,
      width: 110,
      render: (rule) => (rule.q < 0.0001 ? '< 0.0001' : format.number(rule.q, { maximumFractionDigits: 4 })),
    },
  ]
}
