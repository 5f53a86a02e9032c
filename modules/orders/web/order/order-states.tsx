import { useTranslation } from 'react-i18next'
import { Moment } from '#core/web/moment.tsx'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import type { WholeOrder } from '../order-row.ts'
import '../orders.css'

/** What happened to an order when, and which returns or sale belong to it. */
export function OrderStates({ order }: { order: WholeOrder }) {
  const { t } = useTranslation()
  const arrived = order.states.find(({ state }) => state === 'delivered')?.at
  const isLate = order.promisedAt !== null && arrived !== undefined && arrived > order.promisedAt
  return (
    <ol className="order-states">
      {order.states.map(({ state, at }) => (
        <li key={state}>
          <span>{t(`orders:status.${state}`)}</span>
          <Moment at={at} exact />
        </li>
      ))}
      {order.promisedAt && (
        <li>
          <span>{t(isLate ? 'orders:order.promisedLate' : 'orders:order.promised')}</span>
          <Moment at={order.promisedAt} exact />
        </li>
      )}
      {order.related.map((other) => (
        <li key={other.orderId}>
          <PageLink to={`/orders/${other.orderId}`}>
            {t(other.kind === 'return' ? 'orders:order.return' : 'orders:order.sale', { number: other.orderNumber })}
          </PageLink>
          <Money value={other.revenue} currency={order.currency} />
        </li>
      ))}
    </ol>
  )
}
