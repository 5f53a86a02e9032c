import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { ListPage } from '#core/web/list-page.tsx'
import { Moment } from '#core/web/moment.tsx'
import { Money } from '#core/web/money.tsx'
import { EmptyState } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useGo } from '#core/web/use-go.ts'
import { useListAddress } from '#core/web/use-list-address.ts'
import { useMay } from '#core/web/use-may.ts'
import { regionLabel } from '#core/words/regions.ts'
import { useExport } from '#modules/customers/web/parts/use-export.ts'
import type { countOrdersCall, listOrdersCall } from '../../order/contract.ts'
import { OrderSummary } from '../order/order-summary.tsx'
import type { OrderRow } from '../order-row.ts'
import { channelText } from '../parts/channel-text.ts'
import { StatusMark } from '../status-mark.tsx'
import { useOrderFields } from './use-order-fields.ts'

type Sort = 'orderedAt' | '-orderedAt' | 'revenue' | '-revenue'
const SORTS: readonly string[] = ['orderedAt', '-orderedAt', 'revenue', '-revenue']

/** All orders and returns: filters in the address, details beside the list. */
export default function OrderListPage() {
  const { t } = useTranslation()
  const may = useMay()
  const fields = useOrderFields()
  const address = useListAddress(fields, '-orderedAt')
  const sort = (SORTS.includes(address.sort ?? '') ? address.sort : '-orderedAt') as Sort
  const wanted = { ...address.filters, ...(address.q && { number: address.q }) }
  const pages = useCallPages<typeof listOrdersCall>(
    'GET /api/orders',
    { query: { ...wanted, sort } },
    { live: 'orders' },
  )
  const { data: counted } = useCall<typeof countOrdersCall>(
    'GET /api/orders/count',
    { query: wanted },
    { keep: true, live: 'orders' },
  )
  const list = { ...pages, total: counted?.exact ? counted.count : null, over: counted?.count ?? null }
  return (
    <ListPage<OrderRow>
      name="orders"
      title={t('orders:list.title')}
      primary={may('orders.write') ? { key: 'new', label: t('orders:new.title'), to: '/orders/new' } : undefined}
      more={useExportActions()}
      searchHint={t('orders:list.search')}
      list={list}
      address={address}
      fields={fields}
      columns={useColumnsOfOrders()}
      rowKey={(row) => row.orderId}
      rowTo={(row) => `/orders/${row.orderId}`}
      panel={{ title: (row) => row.orderNumber, body: (row) => <OrderSummary orderId={row.orderId} /> }}
      empty={<NoOrders />}
    />
  )
}

// The export asks whose orders, not which: it can't follow the filters of this list, so it says "all".
function useExportActions() {
  const { t } = useTranslation()
  const start = useExport('orders')
  if (!start) return []
  return (['csv', 'xlsx'] as const).map((format) => ({
    key: format,
    label: t(`orders:list.export.${format}`),
    run: () => start(format),
  }))
}

function useColumnsOfOrders() {
  const { t, i18n } = useTranslation()
  return [
    { key: 'number', title: t('orders:number'), width: 170, render: (row: OrderRow) => row.orderNumber },
    {
      key: 'orderedAt',
      title: t('orders:orderedAt'),
      sort: 'orderedAt',
      moment: true,
      width: 165,
      render: (row: OrderRow) => <Moment at={row.orderedAt} exact />,
    },
    { key: 'customer', title: t('orders:customer'), render: (row: OrderRow) => <Buyer row={row} /> },
    {
      key: 'status',
      title: t('orders:state'),
      width: 120,
      render: (row: OrderRow) => <StatusMark status={row.status} kind={row.kind} />,
    },
    {
      key: 'channel',
      title: t('orders:channel'),
      width: 110,
      spare: true,
      render: (row: OrderRow) => (row.channel ? channelText(row.channel) : '–'),
    },
    {
      key: 'region',
      title: t('orders:region'),
      optional: true,
      render: (row: OrderRow) => (row.regionPath ? regionLabel(row.regionPath, i18n.language) : '–'),
    },
    {
      key: 'lines',
      title: t('orders:lines'),
      figure: true,
      width: 80,
      spare: true,
      render: (row: OrderRow) => row.lines,
    },
    {
      key: 'revenue',
      title: t('orders:revenue'),
      figure: true,
      sort: 'revenue',
      width: 150,
      render: (row: OrderRow) => <Money value={row.revenue} currency={row.currency} />,
    },
  ]
}

function Buyer({ row }: { row: OrderRow }) {
  const { t } = useTranslation()
  if (row.customer) return <CustomerChip customer={row.customer} />
  return <span className="faint">{t(row.isAnonymous ? 'orders:anonymous' : 'orders:hidden')}</span>
}

function NoOrders() {
  const { t } = useTranslation()
  const go = useGo()
  return (
    <EmptyState title={t('orders:list.empty')} reason={t('orders:list.emptyReason')}>
      <Button type="primary" onClick={() => go('/import')}>
        {t('orders:list.import')}
      </Button>
    </EmptyState>
  )
}
