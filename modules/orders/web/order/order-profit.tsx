import { useTranslation } from 'react-i18next'
import { Money } from '#core/web/money.tsx'
import type { WholeOrder } from '../order-row.ts'
import '../orders.css'

/** The profit of an order with its parts, in the company's currency; says why where it is unknown. */
export function OrderProfit({ order }: { order: WholeOrder }) {
  const { t } = useTranslation()
  const { profit } = order
  if (!profit)
    return order.counts ? (
      <p className="faint">{t('orders:profit.unknown')}</p>
    ) : (
      <p className="faint">{t('orders:profit.notCounted')}</p>
    )
  const money = (value: string | null) => <Money value={value} currency={profit.currency} />
  return (
    <>
      <dl className="order-facts">
        <dt>{t('orders:revenue')}</dt>
        <dd className="sum">{money(profit.revenue)}</dd>
        <dt>{t('orders:profit.cost')}</dt>
        <dd className="sum">{money(profit.cost)}</dd>
        <dt>{t('orders:profit.serving')}</dt>
        <dd className="sum">{money(profit.serving)}</dd>
        <dt className="whole">{t('orders:profit.title')}</dt>
        <dd className="whole sum">{money(profit.profit)}</dd>
      </dl>
      {profit.cost === null && <p className="faint">{t('orders:profit.costUnknown')}</p>}
    </>
  )
}
