import { Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '#core/web/column.ts'
import { DataTable } from '#core/web/data-table.tsx'
import { Moment } from '#core/web/moment.tsx'
import { Page } from '#core/web/page.tsx'
import { SidePanel } from '#core/web/side-panel.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listSourcesCall } from '../contract.ts'
import { SourceForm } from './source-form.tsx'
import { SourcePanel } from './source-panel.tsx'
import './sources.css'

export type Source = WireReply<typeof listSourcesCall>['items'][number]

/** Web sites, apps and servers that send what their visitors do. */
export default function SourcesPage() {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const sources = useCall<typeof listSourcesCall>('GET /api/event-sources', {})
  const [adding, setAdding] = useState(false)
  const add = { key: 'add', label: t('segment:sources.add'), run: () => setAdding(true) }
  const columns = useColumns()
  const open = sources.data?.items.find(({ sourceId }) => String(sourceId) === search.open)
  return (
    <Page title={t('segment:sources.title')} lead={t('segment:sources.lead')} primary={add}>
      <Loaded of={sources}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('segment:sources.empty')} reason={t('segment:sources.emptyReason')} />
          ) : (
            <div className={open ? 'sources has-panel' : 'sources'}>
              <DataTable<Source>
                label={t('segment:sources.title')}
                list={{ rows: items, stale: false, hasMore: false, loadingMore: false, loadMore: () => {} }}
                columns={columns}
                rowKey={(row) => String(row.sourceId)}
                opened={open ? String(open.sourceId) : undefined}
                onOpen={(row) => set({ open: String(row.sourceId) })}
              />
              {open && (
                <SidePanel title={open.name} onClose={() => set({ open: undefined })}>
                  <SourcePanel key={`${open.sourceId} ${open.version}`} source={open} />
                </SidePanel>
              )}
            </div>
          )
        }
      </Loaded>
      {adding && (
        <SourceForm
          onClose={(made) => {
            setAdding(false)
            if (made) set({ open: String(made) })
          }}
        />
      )}
    </Page>
  )
}

function useColumns(): Column<Source>[] {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    { key: 'name', title: t('segment:sources.name'), render: (row) => row.name },
    { key: 'source', title: t('segment:sources.source'), width: 110, spare: true, render: (row) => row.source },
    {
      key: 'last',
      title: t('segment:sources.lastEvent'),
      width: 160,
      render: (row) =>
        row.lastEventAt ? <Moment at={row.lastEventAt} /> : <span className="faint">{t('segment:sources.never')}</span>,
    },
    {
      key: 'events',
      title: t('segment:sources.today'),
      width: 130,
      figure: true,
      render: (row) => format.number(row.events),
    },
    {
      key: 'parked',
      title: t('segment:sources.parked'),
      width: 110,
      figure: true,
      render: (row) => format.number(row.parked),
    },
    {
      key: 'state',
      title: t('segment:sources.state'),
      width: 110,
      render: (row) =>
        row.disabledAt ? (
          <Tag>{t('segment:sources.stopped')}</Tag>
        ) : (
          <Tag color="green">{t('segment:sources.open')}</Tag>
        ),
    },
  ]
}
