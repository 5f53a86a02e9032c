import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { Page } from '#core/web/page.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useMay } from '#core/web/use-may.ts'
import { regionLabel } from '#core/words/regions.ts'
import { sourceText } from '#modules/customers/web/parts/source-text.ts'
import { useUnits } from '#modules/team/web/parts/use-house.ts'
import type { WholeOrder } from '../order-row.ts'
import '../orders.css'
import { channelText } from '../parts/channel-text.ts'
import { StatusMark } from '../status-mark.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderProfit } from './order-profit.tsx'
import { OrderStates } from './order-states.tsx'
import { OrderSums } from './order-sums.tsx'
import { ReturnForm } from './return-form.tsx'
import { useOrder } from './use-order.ts'
import { useOrderActions } from './use-order-actions.tsx'

/** One order: lines and sums, states, profit with its parts, and what can be done with it. */
export default function OrderPage() {
  const { t } = useTranslation()
  const { params } = useAddress()
  const answer = useOrder(params.orderId ?? '')
  const [returning, setReturning] = useState(false)
  const [primary, ...more] = useOrderActions(returning ? undefined : answer.data, () => setReturning(true))
  const title = answer.data?.orderNumber ?? t('orders:order.title')
  return (
    <Page title={title} crumbs={[{ title: t('orders:list.title'), to: '/orders' }]} primary={primary} more={more}>
      <Loaded
        of={answer}
        lines={12}
        missing={{
          title: t('orders:missing.none'),
          reason: t('orders:missing.noneReason'),
          to: '/orders',
          back: t('orders:missing.toList'),
        }}
      >
        {(order) => (
          <OrderBody order={order}>
            {returning && <ReturnForm order={order} onClose={() => setReturning(false)} />}
          </OrderBody>
        )}
      </Loaded>
    </Page>
  )
}

function OrderBody({ order, children }: { order: WholeOrder; children: ReactNode }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <div className="order-page">
      <div>
        {children}
        <section className="panel">
          <h2>{t('orders:order.lines')}</h2>
          <OrderLines order={order} />
          <OrderSums order={order} />
        </section>
      </div>
      <div>
        <section className="panel">
          <h2>{t('orders:order.about')}</h2>
          <OrderFacts order={order} />
        </section>
        <section className="panel">
          <h2>{t('orders:order.states')}</h2>
          <OrderStates order={order} />
        </section>
        {may('orders.profit') && (
          <section className="panel">
            <h2>{t('orders:profit.title')}</h2>
            <OrderProfit order={order} />
          </section>
        )}
      </div>
    </div>
  )
}

function OrderFacts({ order }: { order: WholeOrder }) {
  const { t, i18n } = useTranslation()
  const { customer, isAnonymous, regionPath } = order
  const unit = useUnits()?.find(({ value }) => value === order.unitId)?.label ?? null
  const facts = [
    [t('orders:state'), <StatusMark key="status" status={order.status} kind={order.kind} />],
    [
      t('orders:customer'),
      customer ? (
        <CustomerChip key="customer" customer={customer} />
      ) : (
        t(isAnonymous ? 'orders:anonymous' : 'orders:hidden')
      ),
    ],
    [t('orders:channel'), order.channel && channelText(order.channel)],
    [t('orders:unit'), unit],
    [t('orders:shop'), order.shop === unit ? null : order.shop],
    [t('orders:region'), regionPath && regionLabel(regionPath, i18n.language)],
    [t('orders:voucher'), order.voucher],
    [t('orders:source'), sourceText(order.source)],
    [t('orders:statusGiven'), order.statusGiven],
    [t('orders:reason'), order.reason],
  ] as const
  return (
    <dl className="order-facts">
      {facts.map(([label, value]) =>
        value ? (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}
