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
import type { listWebhooksCall } from '../contract.ts'
import type { ShownWebhook } from './webhook.ts'
import { WebhookForm } from './webhook-form.tsx'
import { WebhookPanel } from './webhook-panel.tsx'
import { WebhookState } from './webhook-state.tsx'
import './webhooks.css'

/** Addresses of other systems that are told what happens here. */
export default function WebhooksPage() {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const webhooks = useCall<typeof listWebhooksCall>('GET /api/webhooks', {}, { live: 'webhooks' })
  const [adding, setAdding] = useState(false)
  const add = { key: 'add', label: t('webhooks:list.add'), run: () => setAdding(true) }
  const columns = useColumns()
  const open = webhooks.data?.items.find(({ webhookId }) => webhookId === search.open)
  const close = () => set({ open: undefined, state: undefined })
  return (
    <Page title={t('webhooks:list.title')} lead={t('webhooks:list.lead')} primary={add}>
      <Loaded of={webhooks}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('webhooks:list.empty')} reason={t('webhooks:list.emptyReason')} />
          ) : (
            <div className={open ? 'webhooks has-panel' : 'webhooks'}>
              <DataTable<ShownWebhook>
                label={t('webhooks:list.title')}
                list={{ rows: items, stale: false, hasMore: false, loadingMore: false, loadMore: () => {} }}
                columns={columns}
                rowKey={(row) => row.webhookId}
                opened={open?.webhookId}
                onOpen={(row) => set({ open: row.webhookId, state: undefined })}
              />
              {open && (
                <SidePanel title={open.description} onClose={close}>
                  <WebhookPanel key={open.webhookId} webhook={open} onDeleted={close} />
                </SidePanel>
              )}
            </div>
          )
        }
      </Loaded>
      {adding && (
        <WebhookForm
          onClose={(made) => {
            setAdding(false)
            if (made) set({ open: made })
          }}
        />
      )}
    </Page>
  )
}

function useColumns(): Column<ShownWebhook>[] {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    { key: 'description', title: t('webhooks:list.description'), render: (row) => row.description },
    { key: 'host', title: t('webhooks:list.host'), spare: true, render: (row) => new URL(row.url).host },
    { key: 'state', title: t('webhooks:list.state'), width: 150, render: (row) => <WebhookState webhook={row} /> },
    {
      key: 'last',
      title: t('webhooks:list.lastSuccess'),
      width: 130,
      render: (row) =>
        row.lastSuccessAt ? (
          <Moment at={row.lastSuccessAt} />
        ) : (
          <span className="faint">{t('webhooks:list.never')}</span>
        ),
    },
    {
      key: 'waiting',
      title: t('webhooks:list.waiting'),
      width: 90,
      figure: true,
      spare: true,
      render: (row) => format.number(row.waiting),
    },
    {
      key: 'parked',
      title: t('webhooks:list.parked'),
      width: 90,
      figure: true,
      render: (row) => format.number(row.parked),
    },
  ]
}
