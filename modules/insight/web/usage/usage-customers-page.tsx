import { useTranslation } from 'react-i18next'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { ListPage } from '#core/web/list-page.tsx'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { EmptyState } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useListAddress } from '#core/web/use-list-address.ts'
import { useMay } from '#core/web/use-may.ts'
import type { listUsageCategoriesCall, listUsageCustomersCall } from '../../usage/contract.ts'
import { usageSegmentAt } from '../addresses.ts'
import { useUnits } from '../overview/use-units.ts'
import { LOYALTIES, nameOf, USAGES, useCellName } from './usage-words.ts'

/** Everybody in a cell of the grid, those who bring most first. */
export default function UsageCustomersPage() {
  const { t } = useTranslation()
  const { search } = useAddress()
  const usage = USAGES.find((one) => one === search.usage)
  const loyalty = LOYALTIES.find((one) => one === search.loyalty)
  if (!search.category || !usage || !loyalty)
    return (
      <EmptyState title={t('insight:usage.noCell')} reason={t('insight:usage.noCellReason')}>
        <PageLink to="/insight/usage">{t('insight:usage.title')}</PageLink>
      </EmptyState>
    )
  return <CellList cell={{ category: search.category, usage, loyalty, unit: search.unit }} />
}

interface ListProps {
  cell: {
    category: string
    usage: (typeof USAGES)[number]
    loyalty: (typeof LOYALTIES)[number]
    unit: string | undefined
  }
}

function CellList({ cell }: ListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const nameOfCell = useCellName()
  const address = useListAddress([])
  const { withChildren } = useUnits()
  const { unit, ...of } = cell
  const list = useCallPages<typeof listUsageCustomersCall>(
    'GET /api/insight/usage/customers',
    { query: { ...of, ...(unit && { units: withChildren(unit) }) } },
    { live: 'insight' },
  )
  const { data } = useCall<typeof listUsageCategoriesCall>('GET /api/insight/usage/categories', { query: {} })
  const name = t('insight:usage.cellOf', { category: nameOf(cell.category), cell: nameOfCell(cell) })
  return (
    <ListPage
      name="usage-customers"
      title={name}
      lead={
        data?.computed &&
        t('insight:usage.lead', { from: format.day(data.computed.from), to: format.day(data.computed.asOf) })
      }
      {...(may('customers.segments') && {
        primary: { key: 'segment', label: t('insight:usage.makeSegment'), to: usageSegmentAt(cell, name) },
      })}
      more={[{ key: 'grid', label: t('insight:usage.toGrid'), to: gridOf(cell) }]}
      list={list}
      address={address}
      fields={[]}
      rowKey={(row) => row.customerId}
      rowTo={(row) => `/customers/${row.customerId}`}
      columns={[
        {
          key: 'customer',
          title: t('insight:changes.customer'),
          render: (row) => <CustomerChip customer={{ id: row.customerId, name: row.name, class: row.class }} />,
        },
        {
          key: 'revenue',
          title: t('insight:usage.revenue'),
          figure: true,
          render: (row) => <Money value={row.revenue} currency={row.currency} />,
        },
        {
          key: 'quantity',
          title: t('insight:usage.quantity'),
          figure: true,
          render: (row) => format.number(row.quantity),
        },
        {
          key: 'purchases',
          title: t('insight:usage.purchases'),
          figure: true,
          render: (row) => format.number(row.purchases),
        },
        { key: 'brand', title: t('insight:usage.topBrand'), render: (row) => row.topBrand ?? '–' },
        {
          key: 'share',
          title: t('insight:usage.topShare'),
          figure: true,
          render: (row) => (row.topShare === null ? '–' : format.percent(row.topShare, 0)),
        },
        {
          key: 'store',
          title: t('insight:usage.storeShare'),
          figure: true,
          render: (row) => (row.storeShare === null ? '–' : format.percent(row.storeShare, 0)),
        },
      ]}
      empty={<EmptyState title={t('insight:usage.nobody')} reason={t('insight:usage.nobodyReason')} />}
    />
  )
}

const gridOf = ({ category, usage, loyalty, unit }: ListProps['cell']) =>
  `/insight/usage?${new URLSearchParams({ category, cell: `${usage}.${loyalty}`, ...(unit && { unit }) })}`
