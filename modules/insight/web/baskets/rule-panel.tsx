import { UsergroupAddOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { SidePanel } from '#core/web/side-panel.tsx'
import { EmptyState, ErrorState, LateSkeleton, Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useGo } from '#core/web/use-go.ts'
import { useMay } from '#core/web/use-may.ts'
import type { findRuleCall, listRuleCustomersCall } from '../../baskets/contract.ts'
import { boughtWithoutAt } from '../addresses.ts'
import { LIFT } from './category-matrix.tsx'
import { GoodsLink } from './goods-link.tsx'
import type { Rule } from './rule-list.tsx'
import { useRuleSentence } from './use-rule-sentence.ts'

/** One rule: its sentence and figures, and who bought the first part but not yet the second. */
export function RulePanel({ ruleId, onClose }: { ruleId: string; onClose(): void }) {
  const { t } = useTranslation()
  const answer = useCall<typeof findRuleCall>('GET /api/insight/baskets/rules/:ruleId', { params: { ruleId } })
  return (
    <SidePanel title={t('insight:baskets.panel.title')} onClose={onClose}>
      <Loaded
        of={answer}
        missing={{
          title: t('insight:baskets.panel.missing'),
          reason: t('insight:baskets.panel.missingReason'),
          to: '/insight/baskets',
          back: t('insight:baskets.panel.back'),
        }}
      >
        {({ rule, days }) => (
          <div className="rule-panel">
            <Figures rule={rule} />
            <Customers rule={rule} days={days} />
          </div>
        )}
      </Loaded>
    </SidePanel>
  )
}

function Figures({ rule }: { rule: Rule }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sentenceOf = useRuleSentence()
  const lines = [
    t('insight:baskets.panel.counts', {
      orders: format.number(rule.orders),
      left: format.number(rule.leftOrders),
      share: format.percent(rule.confidence),
    }),
    t('insight:baskets.panel.usual', {
      lift: format.number(rule.lift, LIFT),
      share: format.percent(rule.confidence / rule.lift),
    }),
    t('insight:baskets.panel.extra', { count: Math.round(rule.extraOrders) }),
    t(rule.q < 0.0001 ? 'insight:baskets.panel.chanceTiny' : 'insight:baskets.panel.chance', {
      share: format.percent(rule.q, 2),
    }),
  ]
  return (
    <>
      <p className="sentence">{sentenceOf(rule)}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        {[...rule.left, rule.right].map((goods) => (
          <GoodsLink key={goods.key} goods={goods} />
        ))}
      </p>
    </>
  )
}

function Customers({ rule, days }: { rule: Rule; days: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const go = useGo()
  const may = useMay()
  const list = useCallPages<typeof listRuleCustomersCall>('GET /api/insight/baskets/rules/:ruleId/customers', {
    params: { ruleId: rule.ruleId },
    query: { limit: 20 },
  })
  const names = { left: rule.left.map(({ name }) => name).join(' + '), right: rule.right.name }
  const title =
    list.total === null
      ? t('insight:baskets.panel.open', names)
      : t('insight:baskets.panel.openCount', { ...names, count: list.total, total: format.number(list.total) })
  return (
    <section>
      <h3>{title}</h3>
      {may('customers.segments') && list.rows.length > 0 && (
        <Button
          icon={<UsergroupAddOutlined />}
          onClick={() => go(boughtWithoutAt({ ...rule, days, name: t('insight:baskets.panel.segment', names) }))}
        >
          {t('insight:baskets.panel.makeSegment')}
        </Button>
      )}
      {list.loading && <LateSkeleton lines={4} />}
      {list.error && <ErrorState error={list.error} retry={list.retry} />}
      {!list.loading && !list.error && list.rows.length === 0 && (
        <EmptyState title={t('insight:baskets.panel.nobody')} />
      )}
      <ul className="chips">
        {list.rows.map(({ customerId, ...customer }) => (
          <li key={customerId}>
            <CustomerChip customer={{ id: customerId, ...customer }} />
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button type="link" loading={list.loadingMore} onClick={list.loadMore}>
          {t('insight:baskets.more')}
        </Button>
      )}
    </section>
  )
}
