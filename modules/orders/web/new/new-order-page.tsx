import { useTranslation } from 'react-i18next'
import { RecordForm } from '#core/web/form.tsx'
import { Page } from '#core/web/page.tsx'
import { LateSkeleton, Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useGo } from '#core/web/use-go.ts'
import { useSend } from '#core/web/use-send.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireInput } from '#core/web/wire.ts'
import { useUnits } from '#modules/team/web/parts/use-house.ts'
import type { listOrderChoicesCall, placeOrderCall } from '../../order/contract.ts'
import type { DraftLine } from './draft-line.ts'
import './new-order.css'
import { type HeadChoices, OrderHeadForm, OrderMoreForm } from './order-head-form.tsx'
import { OrderLinesForm } from './order-lines-form.tsx'

type Body = WireInput<typeof placeOrderCall>['body']

interface Values {
  customerId?: string
  channel?: string
  unitId: number
  currency: string
  status: 'placed' | 'paid' | 'completed'
  orderedAt?: string
  orderNumber?: string
  freight?: string | null
  voucher?: string
  lines: DraftLine[]
}

/** An order placed by hand, as one that came by phone or over the counter; for a customer or for nobody known. */
export default function NewOrderPage() {
  const { t } = useTranslation()
  const units = useUnits()
  const choices = useCall<typeof listOrderChoicesCall>('GET /api/order-choices', {})
  return (
    <Page title={t('orders:new.title')} crumbs={[{ title: t('orders:list.title'), to: '/orders' }]}>
      <section className="panel">
        <Loaded of={choices} lines={8}>
          {({ channels, currencies }) =>
            units ? <OrderForm units={units} channels={channels} currencies={currencies} /> : <LateSkeleton lines={8} />
          }
        </Loaded>
      </section>
    </Page>
  )
}

function OrderForm(choices: HeadChoices) {
  const { t } = useTranslation()
  const go = useGo()
  const toast = useToast()
  const { search } = useAddress()
  const { customerId } = search
  const send = useSend<typeof placeOrderCall>('POST /api/orders', {
    once: true,
    refreshes: ['/api/orders', '/api/order-choices', '/api/customers', '/api/products'],
  })
  const submit = async (values: Values) => {
    const { orderId, orderNumber } = await send.mutateAsync({ body: bodyOf(values) })
    toast.done(t('orders:new.done', { number: orderNumber }))
    go(`/orders/${orderId}`, { replace: true })
  }
  const { units, currencies } = choices
  return (
    <RecordForm<Values>
      initial={{
        ...(customerId && { customerId }),
        ...(units[0] && { unitId: units[0].value }),
        ...(currencies[0] && { currency: currencies[0] }),
        status: 'placed',
        lines: [{ quantity: '1' }],
      }}
      submitLabel={t('orders:new.submit')}
      onCancel={() => go(customerId ? `/customers/${customerId}?tab=orders` : '/orders')}
      onSubmit={submit}
    >
      <OrderHeadForm {...choices} />
      <h2 className="new-lines-title">{t('orders:new.lines')}</h2>
      <OrderLinesForm />
      <h2 className="new-lines-title">{t('orders:new.more')}</h2>
      <OrderMoreForm />
    </RecordForm>
  )
}

const told = <Name extends string>(name: Name, value: string | null | undefined) =>
  (value?.trim() ? { [name]: value.trim() } : {}) as { [_ in Name]?: string }

function bodyOf({ customerId, channel, unitId, currency, status, orderedAt, orderNumber, ...rest }: Values): Body {
  return {
    source: 'desk',
    unitId,
    currency,
    status,
    ...(customerId && { customer: { customerId } }),
    ...told('channel', channel),
    ...told('orderNumber', orderNumber),
    ...told('voucher', rest.voucher),
    ...told('freight', rest.freight),
    ...(orderedAt && { orderedAt: new Date(orderedAt).toISOString() }),
    lines: rest.lines.map(({ sku = '', productName, quantity, unitPrice, discount }) => ({
      sku,
      ...told('productName', productName),
      quantity: quantity ?? '',
      unitPrice: unitPrice ?? '',
      ...told('discount', discount),
    })),
  }
}
