import { useTranslation } from 'react-i18next'
import { Money } from '#core/web/money.tsx'
import type { WholeOrder } from '../order-row.ts'
import '../orders.css'

const isZero = (amount: string) => Number(amount) === 0

/** How the amount of an order comes about: goods, discount, revenue; freight and what was taken back beside it. */
export function OrderSums({ order }: { order: WholeOrder }) {
  const { t } = useTranslation()
  const money = (value: string) => <Money value={value} currency={order.currency} />
  return (
    <dl className="order-facts">
      {!isZero(order.discount) && (
        <>
          <dt>{t('orders:goods')}</dt>
          <dd className="sum">{money(order.goods)}</dd>
          <dt>{t('orders:discount')}</dt>
          <dd className="sum">{money(order.discount)}</dd>
        </>
      )}
      <dt className="whole">{t('orders:revenue')}</dt>
      <dd className="whole sum">{money(order.revenue)}</dd>
      {!isZero(order.freight) && (
        <>
          <dt>{t('orders:freight')}</dt>
          <dd className="sum">{money(order.freight)}</dd>
        </>
      )}
      {!isZero(order.takenBack) && (
        <>
          <dt>{t('orders:takenBack')}</dt>
          <dd className="sum">{money(order.takenBack)}</dd>
        </>
      )}
    </dl>
  )
}
