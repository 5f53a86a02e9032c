import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useGo } from '#core/web/use-go.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findProductSalesCall } from '../../product/contract.ts'
import '../orders.css'

type Sales = WireReply<typeof findProductSalesCall>

/** What a product sold, on its page. */
export default function ProductSales({ productId }: { productId: string }) {
  const { t } = useTranslation()
  const answer = useCall<typeof findProductSalesCall>(
    'GET /api/products/:productId/sales',
    { params: { productId } },
    { live: 'orders' },
  )
  return (
    <section className="panel">
      <h2>{t('orders:sales.title')}</h2>
      <Loaded of={answer}>
        {(sales) =>
          sales.orders === 0 ? (
            <EmptyState title={t('orders:sales.empty')} reason={t('orders:sales.emptyReason')} />
          ) : (
            <>
              <Sums sales={sales} productId={productId} />
              <Months sales={sales} productId={productId} />
            </>
          )
        }
      </Loaded>
    </section>
  )
}

const pieces = { maximumFractionDigits: 3 }

function Sums({ sales, productId }: { sales: Sales; productId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { currency, unconverted } = sales
  const figures = [
    [t('orders:sales.revenue'), <Money key="revenue" value={sales.revenue} currency={currency} />],
    [t('orders:sales.sold'), format.number(Number(sales.sold), pieces)],
    [t('orders:sales.returned'), format.number(Number(sales.returned), pieces)],
    [t('orders:sales.buyers'), format.number(sales.buyers)],
    [
      t('orders:sales.orders'),
      <PageLink key="orders" to={`/orders?productId=${productId}&counts=yes`}>
        {format.number(sales.orders)}
      </PageLink>,
    ],
  ] as const
  return (
    <>
      <dl className="product-sums">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {unconverted.length > 0 && (
        <p className="faint">{t('orders:sales.unconverted', { currencies: unconverted.join(', ') })}</p>
      )}
    </>
  )
}

function Months({ sales, productId }: { sales: Sales; productId: string }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const go = useGo()
  const { currency, months } = sales
  const month = new Intl.DateTimeFormat(i18n.language, { year: 'numeric', month: 'short', timeZone: 'UTC' })
  const labels = months.map((one) => month.format(new Date(one.month)))
  const best = months.reduce((a, b) => (Number(b.revenue) > Number(a.revenue) ? b : a))
  return (
    <Chart
      title={t('orders:sales.finding', {
        month: month.format(new Date(best.month)),
        amount: format.money(best.revenue, currency),
      })}
      basis={t('orders:sales.basis', { currency })}
      option={{
        tooltip: {
          trigger: 'axis',
          valueFormatter: (value: unknown) =>
            format.number(Number(value), { style: 'currency', currency, maximumFractionDigits: 0 }),
        },
        xAxis: { type: 'category', data: labels },
        yAxis: { type: 'value', name: currency },
        series: [{ type: 'bar', name: t('orders:sales.revenue'), data: months.map((one) => Number(one.revenue)) }],
      }}
      table={{
        columns: [
          { title: t('orders:sales.month') },
          ...(['revenue', 'sold', 'returned', 'buyers'] as const).map((name) => ({
            title: t(`orders:sales.${name}`),
            figure: true,
          })),
        ],
        rows: months.map((one, index) => [
          labels[index],
          <Money key="revenue" value={one.revenue} currency={currency} />,
          format.number(Number(one.sold), pieces),
          format.number(Number(one.returned), pieces),
          format.number(one.buyers),
        ]),
      }}
      onPick={({ dataIndex }) => {
        const first = months[dataIndex]?.month
        if (first) go(`/orders?productId=${productId}&orderedAt=${first}..${lastOfMonth(first)}`)
      }}
    />
  )
}

function lastOfMonth(first: string): string {
  const date = new Date(`${first}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + 1, 0)
  return date.toISOString().slice(0, 10)
}
