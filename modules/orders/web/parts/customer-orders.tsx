import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Moment } from '#core/web/moment.tsx'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { EmptyState, ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useGo } from '#core/web/use-go.ts'
import { useMay } from '#core/web/use-may.ts'
import type { listOrdersCall } from '../../order/contract.ts'
import '../orders.css'
import { StatusMark } from '../status-mark.tsx'

/** The orders of one customer, newest first, on their page. */
export default function CustomerOrders({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const go = useGo()
  const list = useCallPages<typeof listOrdersCall>(
    'GET /api/orders',
    { query: { customerId, limit: 10 } },
    { live: 'orders' },
  )
  return (
    <section className="panel">
      <h2>
        {list.total === null ? t('orders:part.all') : t('orders:part.title', { count: list.total })}
        {may('orders.write') && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => go(`/orders/new?customerId=${customerId}`)}>
            {t('orders:new.title')}
          </Button>
        )}
      </h2>
      {list.loading && <LateSkeleton lines={4} />}
      {list.error && <ErrorState error={list.error} retry={list.retry} />}
      {!list.loading && !list.error && list.rows.length === 0 && <EmptyState title={t('orders:part.empty')} />}
      {list.rows.length > 0 && <OrdersTable rows={list.rows} />}
      {list.hasMore && (
        <Button size="small" loading={list.loadingMore} onClick={list.loadMore}>
          {t('orders:part.more')}
        </Button>
      )}
    </section>
  )
}

type Row = ReturnType<typeof useCallPages<typeof listOrdersCall>>['rows'][number]

function OrdersTable({ rows }: { rows: Row[] }) {
  const { t } = useTranslation()
  const data = {
    columns: [
      { title: t('orders:number') },
      { title: t('orders:state') },
      { title: t('orders:lines'), figure: true },
      { title: t('orders:revenue'), figure: true },
    ],
    rows: rows.map((row) => [
      <span key="number">
        <PageLink to={`/orders/${row.orderId}`}>{row.orderNumber}</PageLink>
        <Moment at={row.orderedAt} />
      </span>,
      <StatusMark key="status" status={row.status} kind={row.kind} />,
      row.lines,
      <Money key="revenue" value={row.revenue} currency={row.currency} />,
    ]),
  }
  return (
    <div className="order-lines of-customer">
      <PlainTable label={t('orders:list.title')} data={data} />
    </div>
  )
}
