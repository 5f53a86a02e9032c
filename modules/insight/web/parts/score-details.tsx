import { useTranslation } from 'react-i18next'
import { Moment } from '#core/web/moment.tsx'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { CustomerValueReply, Value } from './customer-value.tsx'
import { rankText } from './rank-text.ts'
import type { ScoreName } from './score-row.tsx'

interface Props {
  name: ScoreName
  data: CustomerValueReply
  value: Value
}

/** Where the fifths of a score begin, and the orders it rests on. */
export function ScoreDetails({ name, data, value }: Props) {
  const { t } = useTranslation()
  const { orders } = data
  return (
    <div className="score-details">
      <p>{t(`insight:how.${name}`)}</p>
      <p>{t('insight:rank.line', { score: value.scores[name], rank: rankText(t, name, value.scores[name]) })}</p>
      <Thresholds name={name} data={data} value={value} />
      <h3>{t('insight:value.orders')}</h3>
      {orders.length === 0 && <p className="basis">{t('insight:value.noOrders')}</p>}
      {orders.length > 0 && (
        <div className="scrolled">
          <PlainTable
            label={t('insight:value.orders')}
            data={{
              columns: [{ title: t('insight:value.order') }, { title: t('insight:figures.revenue'), figure: true }],
              rows: orders.map((order) => [
                <span key="order" className="order">
                  <PageLink to={`/orders/${order.orderId}`}>
                    {order.kind === 'return' ? t('insight:value.return', { number: order.number }) : order.number}
                  </PageLink>
                  <Moment at={order.orderedAt} />
                </span>,
                <Money key="revenue" value={order.revenue} currency={order.currency} />,
              ]),
            }}
          />
        </div>
      )}
    </div>
  )
}

function Thresholds({ name, data, value }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { thresholds } = data
  if (!thresholds) return <p className="basis">{t('insight:value.noThresholds')}</p>
  const limits: readonly (number | string | null)[] = thresholds[name]
  const shown = limits.map((limit, index) => {
    if (limit === null) return '–'
    // Equal values have equal scores: whoever reaches this limit reaches the next one too.
    if (limit === limits[index + 1]) return t('insight:threshold.nobody')
    if (typeof limit === 'string') return t('insight:threshold.from', { value: format.money(limit, value.currency) })
    return name === 'recency'
      ? t('insight:threshold.upToDays', { count: limit })
      : t('insight:threshold.from', { value: format.number(limit) })
  })
  return (
    <PlainTable
      label={t('insight:threshold.title', { count: thresholds.customers })}
      data={{
        columns: [
          { title: t('insight:threshold.score') },
          { title: t('insight:threshold.title', { count: thresholds.customers }), figure: true },
        ],
        rows: [t('insight:threshold.rest'), ...shown].map((limit, index) => [
          index + 1 === value.scores[name]
            ? t('insight:threshold.mine', { score: index + 1 })
            : format.number(index + 1),
          limit,
        ]),
      }}
    />
  )
}
