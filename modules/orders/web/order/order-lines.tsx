import { useTranslation } from 'react-i18next'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { WholeOrder } from '../order-row.ts'
import '../orders.css'

type Line = WholeOrder['items'][number]

/** The lines of an order. Unit prices stay exact: shops quote them with more than two decimals. */
export function OrderLines({ order }: { order: WholeOrder }) {
  const { t } = useTranslation()
  const format = useFormat()
  const data = {
    columns: [
      { title: t('orders:product') },
      { title: t('orders:quantity'), figure: true },
      { title: t('orders:unitPrice'), figure: true },
      { title: t('orders:amount'), figure: true },
    ],
    rows: order.items.map((line) => [
      <ProductOfLine key="product" line={line} />,
      format.number(Number(line.quantity), { maximumFractionDigits: 3 }),
      format.number(Number(line.unitPrice), { minimumFractionDigits: 2, maximumFractionDigits: 6 }),
      <AmountOfLine key="amount" line={line} currency={order.currency} />,
    ]),
  }
  return (
    <div className="order-lines">
      <PlainTable label={t('orders:lines')} data={data} />
    </div>
  )
}

function AmountOfLine({ line, currency }: { line: Line; currency: string }) {
  const { t } = useTranslation()
  return (
    <>
      <Money value={line.revenue} currency={currency} />
      {Number(line.discount) !== 0 && (
        <span className="faint">
          {t('orders:discount')} <Money value={line.discount} currency={currency} />
        </span>
      )}
    </>
  )
}

function ProductOfLine({ line }: { line: Line }) {
  const name = line.productName ?? line.sku ?? '–'
  return (
    <>
      {line.productId ? <PageLink to={`/products/${line.productId}`}>{name}</PageLink> : name}
      <span className="faint">{[name === line.sku ? null : line.sku, line.category].filter(Boolean).join(' · ')}</span>
    </>
  )
}
