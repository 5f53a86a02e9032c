import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '#core/web/column.ts'
import { DataTable } from '#core/web/data-table.tsx'
import { readRange } from '#core/web/filter-field.ts'
import { ListBar } from '#core/web/list-bar.tsx'
import { EmptyState, ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useColumns } from '#core/web/use-columns.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useListAddress } from '#core/web/use-list-address.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listRulesCall } from '../../baskets/contract.ts'
import type { BasketModel, Baskets } from './baskets-page.tsx'
import { LIFT } from './category-matrix.tsx'
import { RulePanel } from './rule-panel.tsx'
import { useRuleFields } from './use-rule-fields.ts'
import { useRuleSentence } from './use-rule-sentence.ts'

export type Rule = WireReply<typeof listRulesCall>['items'][number]
type Query = NonNullable<Parameters<typeof useCallPages<typeof listRulesCall>>[1]['query']>

const LEVELS = ['product', 'category'] as const

/** Every rule as a sentence with its figures; one opens beside the list with the customers it speaks of. */
export function RuleList({ model, level: standard }: { model: BasketModel; level: Baskets['level'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { search, set } = useAddress()
  const level = LEVELS.find((one) => one === search['level']) ?? standard
  const fields = useRuleFields(level)
  const address = useListAddress(fields, '-extra')
  const list = useCallPages<typeof listRulesCall>(
    'GET /api/insight/baskets/rules',
    { query: queryOf(level, address.sort, address.filters) },
    { live: 'insight' },
  )
  const columns = useRuleColumns()
  const chosen = useColumns('rules', columns)
  const [at, setAt] = useState(-1)
  const counts = model[level]
  return (
    <section aria-label={t('insight:baskets.rules.title')}>
      <div className="rule-head">
        <h2>{t('insight:baskets.rules.title')}</h2>
        <Segmented
          aria-label={t('insight:baskets.rules.level')}
          value={level}
          options={LEVELS.map((value) => ({ value, label: t(`insight:baskets.level.${value}`) }))}
          onChange={(value) => set({ level: value, rule: undefined })}
        />
        <span className="basis">
          {t('insight:baskets.rules.basis', {
            count: counts.clear,
            tried: format.number(counts.tried),
            least: format.number(counts.least),
          })}
        </span>
      </div>
      <ListBar
        list={list}
        address={address}
        fields={fields}
        searchHint={undefined}
        columns={columns}
        chosenColumns={chosen}
      />
      <div className="list-body">
        <div className="list-rows">
          {list.error && list.rows.length === 0 && <ErrorState error={list.error} retry={list.retry} />}
          {list.loading && <LateSkeleton lines={8} />}
          {!list.loading && !list.error && list.rows.length === 0 && (
            <EmptyState
              title={t('insight:baskets.rules.none')}
              reason={t('insight:baskets.rules.noneReason', { least: format.number(counts.least) })}
            />
          )}
          {list.rows.length > 0 && (
            <DataTable
              label={t('insight:baskets.rules.title')}
              list={list}
              columns={chosen.shown}
              rowKey={(rule: Rule) => rule.ruleId}
              sort={address.sort}
              onSort={(sort) => set({ sort })}
              at={at}
              onMove={setAt}
              opened={search['rule']}
              onOpen={(rule) => set({ rule: rule.ruleId })}
            />
          )}
        </div>
        {search['rule'] && <RulePanel ruleId={search['rule']} onClose={() => set({ rule: undefined })} />}
      </div>
      <p className="basis">{t('insight:baskets.rules.how', { lift: format.number(2.8, LIFT) })}</p>
    </section>
  )
}

function queryOf(level: Rule['level'], sort: string | undefined, filters: Record<string, string>): Query {
  const { product, category } = filters
  const [lift, confidence] = [readRange(filters['lift']).from, readRange(filters['confidence']).from]
  return {
    level,
    ...(sort && { sort: sort as Query['sort'] }),
    ...(product && level === 'product' && { product }),
    ...(category && { category }),
    ...(lift && { minLift: Number(lift) }),
    ...(confidence && { minConfidence: Number(confidence) / 100 }),
  }
}

function useRuleColumns(): Column<Rule>[] {
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
