import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '#core/web/use-send.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { returnGoodsCall } from '../../order/contract.ts'
import type { WholeOrder } from '../order-row.ts'
import '../orders.css'

/** Asks which goods come back, and makes the return. */
export function ReturnForm({ order, onClose }: { order: WholeOrder; onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [pieces, setPieces] = useState<Record<number, string>>({})
  const [reason, setReason] = useState('')
  const send = useSend<typeof returnGoodsCall>('POST /api/orders/:orderId/returns', {
    once: true,
    refreshes: ['/api/orders'],
    onDone: ({ orderNumber }) => {
      toast.done(t('orders:returns.done', { number: orderNumber }))
      onClose()
    },
  })
  const lines = Object.entries(pieces).flatMap(([lineNo, quantity]) =>
    Number(quantity) > 0 ? [{ lineNo: Number(lineNo), quantity }] : [],
  )
  const submit = () =>
    send.mutate(
      { params: { orderId: order.orderId }, body: { lines, ...(reason.trim() && { reason: reason.trim() }) } },
      { onError: toast.failed },
    )
  const open = order.items.filter((line) => line.returnable !== '0')
  return (
    <section className="panel" aria-label={t('orders:returns.title')}>
      <h2>{t('orders:returns.title')}</h2>
      <div className="return-lines">
        {open.map((line) => (
          <ReturnLine
            key={line.lineNo}
            name={line.productName ?? line.sku ?? String(line.lineNo)}
            most={line.returnable}
            value={pieces[line.lineNo] ?? ''}
            onChange={(quantity) => setPieces((before) => ({ ...before, [line.lineNo]: quantity }))}
          />
        ))}
      </div>
      <Input
        value={reason}
        maxLength={500}
        placeholder={t('orders:returns.reason')}
        aria-label={t('orders:returns.reason')}
        onChange={(event) => setReason(event.target.value)}
        style={{ marginBottom: 12 }}
      />
      <Button type="primary" disabled={lines.length === 0} loading={send.isPending} onClick={submit}>
        {t('orders:returns.submit')}
      </Button>{' '}
      <Button onClick={onClose}>{t('kit:cancel')}</Button>
    </section>
  )
}

interface ReturnLineProps {
  name: string
  most: string
  value: string
  onChange(quantity: string): void
}

function ReturnLine({ name, most, value, onChange }: ReturnLineProps) {
  const { t } = useTranslation()
  return (
    <>
      <span>
        {name} <span className="faint">{t('orders:returns.most', { count: Number(most) })}</span>
      </span>
      <InputNumber<string>
        stringMode
        min="0"
        max={most}
        precision={most.includes('.') ? 3 : 0}
        value={value}
        aria-label={t('orders:returns.quantityOf', { name })}
        onChange={(quantity) => onChange(quantity ?? '')}
      />
    </>
  )
}
