import { Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '#core/web/column.ts'
import { DataTable } from '#core/web/data-table.tsx'
import { readRange } from '#core/web/filter-field.ts'
import { ListBar } from '#core/web/list-bar.tsx'
import { EmptyState, ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { type Rows, useCallPages } from '#core/web/use-call-pages.ts'
import { useColumns } from '#core/web/use-columns.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useListAddress } from '#core/web/use-list-address.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listRulesCall } from '../../baskets/contract.ts'
import type { BasketModel, Baskets } from './baskets-page.tsx'
import { LIFT } from './category-matrix.tsx'
import { RulePanel } from './rule-panel.tsx'
import { useRuleColumns } from './use-rule-columns.ts'
import { useRuleFields } from './use-rule-fields.ts'

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
  const body = useInSight(search['rule'])
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
      <div className="list-body" ref={body}>
        <div className="list-rows">
          <RuleRows list={list} columns={chosen.shown} sort={address.sort} least={model[level].least} />
        </div>
        {search['rule'] && <RulePanel ruleId={search['rule']} onClose={() => set({ rule: undefined })} />}
      </div>
      <p className="basis">{t('insight:baskets.rules.how', { lift: format.number(2.8, LIFT) })}</p>
    </section>
  )
}

/** A rule that is opened from above the list must not open out of sight. Where the panel lies over the page it never does. */
function useInSight(rule: string | undefined) {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = body.current
    if (!rule || !place || window.innerWidth <= 1000) return
    if (place.getBoundingClientRect().top > window.innerHeight / 2) place.scrollIntoView({ block: 'start' })
  }, [rule])
  return body
}

interface RuleRowsProps {
  list: Rows<Rule>
  columns: readonly Column<Rule>[]
  sort: string | undefined
  least: number
}

function RuleRows({ list, columns, sort, least }: RuleRowsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { search, set } = useAddress()
  const [at, setAt] = useState(-1)
  if (list.error && list.rows.length === 0) return <ErrorState error={list.error} retry={list.retry} />
  if (list.loading) return <LateSkeleton lines={8} />
  if (list.rows.length === 0)
    return (
      <EmptyState
        title={t('insight:baskets.rules.none')}
        reason={t('insight:baskets.rules.noneReason', { least: format.number(least) })}
      />
    )
  return (
    <DataTable
      label={t('insight:baskets.rules.title')}
      list={list}
      columns={columns}
      rowKey={(rule) => rule.ruleId}
      sort={sort}
      onSort={(next) => set({ sort: next })}
      at={at}
      onMove={setAt}
      opened={search['rule']}
      onOpen={(rule) => set({ rule: rule.ruleId })}
    />
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
