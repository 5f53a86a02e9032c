import { useTranslation } from 'react-i18next'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { Loaded } from '#core/web/states.tsx'
import { StatusMark } from '../status-mark.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderSums } from './order-sums.tsx'
import { useOrder } from './use-order.ts'

/** What an order is, beside its list. */
export function OrderSummary({ orderId }: { orderId: string }) {
  const { t } = useTranslation()
  return (
    <Loaded of={useOrder(orderId)}>
      {(order) => (
        <>
          <p>
            <StatusMark status={order.status} kind={order.kind} />
          </p>
          <p>{order.customer ? <CustomerChip customer={order.customer} /> : t('orders:anonymous')}</p>
          <OrderLines order={order} />
          <OrderSums order={order} />
        </>
      )}
    </Loaded>
  )
}
