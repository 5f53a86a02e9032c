import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ListPage } from '#core/web/list-page.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { EmptyState } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useListAddress } from '#core/web/use-list-address.ts'
import { useMay } from '#core/web/use-may.ts'
import type { countCustomersCall, listCustomersCall } from '../../list/contract.ts'
import { type CustomerRow, customerColumns } from './columns.tsx'
import { CustomerSummary } from './customer-summary.tsx'
import { everyCustomer } from './every-customer.ts'
import { filterText } from './filter-text.ts'
import { useBulk } from './use-bulk.tsx'
import { useListExport } from './use-list-export.ts'
import { useListFields } from './use-list-fields.ts'
import { useViews } from './use-views.tsx'

/** All customers: filter, sort, search, save what is shown, and do something with many at once. */
export default function CustomersPage() {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { fields, catalogue } = useListFields()
  const address = useListAddress(fields, '-created')
  const filter = catalogue && filterText(address.filters, catalogue.items)
  const restriction = { ...(filter && { filter }), ...(address.q && { q: address.q }) }
  const enabled = catalogue !== undefined
  const sort = address.sort ?? '-created'
  const pages = useCallPages<typeof listCustomersCall>(
    'GET /api/customers',
    { query: { ...restriction, sort } },
    { live: ['customers', 'customer'], enabled },
  )
  const { data: counted } = useCall<typeof countCustomersCall>(
    'GET /api/customers/count',
    { query: restriction },
    { enabled, keep: true, live: 'customers' },
  )
  const list = {
    ...pages,
    rows: pages.rows as CustomerRow[],
    total: counted?.exact ? counted.count : null,
    over: counted?.count ?? null,
  }
  const columns = useMemo(
    () => customerColumns(t, format, i18n.language, catalogue),
    [t, format, i18n.language, catalogue],
  )
  const exporting = useListExport(restriction)
  const bulk = useBulk(exporting.chosen)
  const views = useViews(catalogue?.sorts.includes('profit') ?? false)
  return (
    <>
      <ListPage
        name="customers"
        title={t('customers:list.title')}
        {...(may('customers.edit') && {
          primary: { key: 'new', label: t('customers:list.new'), to: '/customers/new' },
        })}
        more={[...exporting.actions, ...views.actions]}
        list={list}
        address={address}
        fields={fields}
        searchHint={t('customers:list.search')}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/customers/${row.id}`}
        panel={{ title: (row) => row.name || t('customers:nameless'), body: (row) => <CustomerSummary row={row} /> }}
        {...(bulk.actions.length > 0 && { bulk: bulk.actions })}
        everyKey={everyCustomer(restriction, sort)}
        views={views.views}
        onSaveView={views.onSave}
        updateView={views.update}
        empty={
          <EmptyState title={t('customers:list.empty')} reason={t('customers:list.emptyReason')}>
            <PageLink to="/import">{t('customers:list.emptyImport')}</PageLink>
          </EmptyState>
        }
      />
      {bulk.dialog}
      {views.dialog}
    </>
  )
}
