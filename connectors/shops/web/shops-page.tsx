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
import type { listShopsCall } from '../contract.ts'
import { PLATFORM_NAMES, type Shop } from './shop.ts'
import { ShopForm } from './shop-form.tsx'
import { ShopPanel } from './shop-panel.tsx'
import { ShopState } from './shop-state.tsx'
import './shops.css'

/** Shops whose orders, customers and products come here by themselves. */
export default function ShopsPage() {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const shops = useCall<typeof listShopsCall>('GET /api/shops', {}, { live: 'shops' })
  const [adding, setAdding] = useState(false)
  /** Shown once, right after connecting. */
  const [secret, setSecret] = useState<string | null>(null)
  const add = { key: 'add', label: t('shops:list.add'), run: () => setAdding(true) }
  const columns = useColumns()
  const open = shops.data?.items.find(({ connectionId }) => String(connectionId) === search.open)
  const close = () => {
    setSecret(null)
    set({ open: undefined, state: undefined })
  }
  return (
    <Page title={t('shops:list.title')} lead={t('shops:list.lead')} primary={add}>
      <Loaded of={shops}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('shops:list.empty')} reason={t('shops:list.emptyReason')} />
          ) : (
            <div className={open ? 'shops has-panel' : 'shops'}>
              <DataTable<Shop>
                label={t('shops:list.title')}
                list={{ rows: items, stale: false, hasMore: false, loadingMore: false, loadMore: () => {} }}
                columns={columns}
                rowKey={(row) => String(row.connectionId)}
                opened={open ? String(open.connectionId) : undefined}
                onOpen={(row) => {
                  setSecret(null)
                  set({ open: String(row.connectionId), state: undefined })
                }}
              />
              {open && (
                <SidePanel title={open.name} onClose={close}>
                  <ShopPanel
                    key={open.connectionId}
                    shop={open}
                    secret={secret}
                    platforms={shops.data?.platforms ?? []}
                  />
                </SidePanel>
              )}
            </div>
          )
        }
      </Loaded>
      {adding && (
        <ShopForm
          platforms={shops.data?.platforms ?? []}
          onClose={(made) => {
            setAdding(false)
            if (!made) return
            setSecret(made.secret)
            set({ open: String(made.connectionId), state: undefined })
          }}
        />
      )}
    </Page>
  )
}

function useColumns(): Column<Shop>[] {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    { key: 'name', title: t('shops:list.name'), render: (row) => row.name },
    { key: 'platform', title: t('shops:list.platform'), width: 130, render: (row) => PLATFORM_NAMES[row.platform] },
    { key: 'state', title: t('shops:list.state'), width: 140, render: (row) => <ShopState shop={row} /> },
    {
      key: 'last',
      title: t('shops:list.lastMessage'),
      width: 140,
      render: (row) =>
        row.lastMessageAt ? <Moment at={row.lastMessageAt} /> : <span className="faint">{t('shops:list.never')}</span>,
    },
    {
      key: 'messages',
      title: t('shops:list.today'),
      width: 120,
      figure: true,
      spare: true,
      render: (row) => format.number(row.messages),
    },
    {
      key: 'parked',
      title: t('shops:list.parked'),
      width: 90,
      figure: true,
      render: (row) => format.number(row.parked),
    },
  ]
}
