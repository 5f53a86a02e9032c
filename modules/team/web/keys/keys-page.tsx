import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actorText } from '#core/web/actor-text.ts'
import { callApi } from '#core/web/call-api.ts'
import { DataTable } from '#core/web/data-table.tsx'
import { Moment } from '#core/web/moment.tsx'
import { Page } from '#core/web/page.tsx'
import { refresh } from '#core/web/query-client.ts'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listKeysCall, revokeKeyCall } from '../../key/contract.ts'
import type { listPermissionsCall } from '../../role/contract.ts'
import { permissionText } from '../permission-text.ts'
import { KeyForm } from './key-form.tsx'

type Key = WireReply<typeof listKeysCall>['items'][number]

/** Keys for other programs. */
export default function KeysPage() {
  const { t } = useTranslation()
  const keys = useCall<typeof listKeysCall>('GET /api/keys', {})
  const [adding, setAdding] = useState(false)
  const add = { key: 'add', label: t('team:keys.add'), run: () => setAdding(true) }
  const columns = useColumns()
  return (
    <Page title={t('team:keys.title')} lead={t('team:keys.lead')} primary={add}>
      <Loaded of={keys}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('team:keys.empty')} reason={t('team:keys.emptyReason')} />
          ) : (
            <DataTable<Key>
              label={t('team:keys.title')}
              list={{ rows: items, stale: false, hasMore: false, loadingMore: false, loadMore: () => {} }}
              columns={columns}
              rowKey={(row) => row.keyId}
            />
          )
        }
      </Loaded>
      {adding && <KeyForm onClose={() => setAdding(false)} />}
    </Page>
  )
}

function useColumns() {
  const { t } = useTranslation()
  const textOf = usePermissionTexts()
  const toast = useToast()
  const [asked, setAsked] = useState<string | null>(null)
  const revoke = async (keyId: string) => {
    try {
      await callApi<typeof revokeKeyCall>('DELETE /api/keys/:keyId', { params: { keyId } })
      toast.done(t('team:keys.revokedDone'))
      void refresh('/api/keys')
    } catch (error) {
      toast.failed(error)
    }
  }
  return [
    { key: 'name', title: t('team:name'), render: (row: Key) => row.name },
    {
      key: 'may',
      title: t('team:roles.may'),
      render: (row: Key) => {
        const text = row.permissions.map(textOf).join(t('team:keys.between'))
        return <span title={text}>{text}</span>
      },
    },
    { key: 'by', title: t('team:keys.madeBy'), width: 130, render: (row: Key) => actorText(row.madeBy) },
    { key: 'made', title: t('team:keys.made'), width: 130, render: (row: Key) => <Moment at={row.createdAt} /> },
    { key: 'used', title: t('team:keys.used'), width: 130, render: (row: Key) => <Moment at={row.lastUsedAt} /> },
    { key: 'ends', title: t('team:keys.ends'), width: 130, render: (row: Key) => <Moment at={row.expiresAt} exact /> },
    {
      key: 'revoke',
      title: t('team:staff.state'),
      width: 150,
      // Revoking can't be undone, so the same button asks a second time.
      render: (row: Key) =>
        row.revokedAt ? (
          <span className="faint">{t('team:keys.revoked')}</span>
        ) : (
          <Button
            danger={asked === row.keyId}
            size="small"
            onClick={() => (asked === row.keyId ? void revoke(row.keyId) : setAsked(row.keyId))}
          >
            {t(asked === row.keyId ? 'team:keys.revokeSure' : 'team:keys.revoke')}
          </Button>
        ),
    },
  ]
}

/** A permission by what it allows; one that is gone keeps its name. */
function usePermissionTexts(): (name: string) => string {
  const { data } = useCall<typeof listPermissionsCall>('GET /api/permissions', {})
  const known = new Map(data?.items.map((permission) => [permission.name, permission]))
  return (name) => {
    const permission = known.get(name)
    return permission ? permissionText(permission) : name
  }
}
