import { DownloadOutlined, MergeCellsOutlined, MinusCircleOutlined, TagOutlined, UserOutlined } from '@ant-design/icons'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BulkAction } from '#core/web/bulk-bar.tsx'
import { callApi } from '#core/web/call-api.ts'
import { refresh } from '#core/web/query-client.ts'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireInput, WireReply } from '#core/web/wire.ts'
import type { changeManyCall } from '../../tag/contract.ts'
import { MergeManyDialog } from '../merge/merge-many-dialog.tsx'
import { type BulkChange, BulkDialog, type BulkWhat } from './bulk-dialog.tsx'

/** More are no one person: a mistake in choosing. */
const MOST_MERGED = 20

type Undo = WireReply<typeof changeManyCall>['undo']
const send = (body: WireInput<typeof changeManyCall>['body']) =>
  callApi<typeof changeManyCall>('POST /api/customers/bulk', { body })

/** What can be done with chosen customers, and the dialog that asks what exactly. */
export function useBulk(onExport: ((ids: readonly string[]) => void) | undefined): {
  actions: BulkAction[]
  dialog: ReactNode
} {
  const { t } = useTranslation()
  const may = useMay()
  const change = useChange()
  const [asking, setAsking] = useState<{ what: BulkWhat; ids: readonly string[] } | null>(null)
  const [merging, setMerging] = useState<readonly string[] | null>(null)
  const toast = useToast()
  const merge = (ids: readonly string[]) => {
    if (ids.length < 2 || ids.length > MOST_MERGED) toast.done(t('customers:merge.many.howMany', { most: MOST_MERGED }))
    else setMerging(ids)
    return 'keep'
  }
  const ask = (what: BulkWhat) => (ids: readonly string[]) => {
    setAsking({ what, ids })
    return 'keep'
  }
  const actions: BulkAction[] = [
    ...(may('customers.bulk')
      ? [
          { key: 'tag', label: t('customers:list.bulk.tag'), icon: <TagOutlined />, run: ask('tag') },
          { key: 'untag', label: t('customers:list.bulk.untag'), icon: <MinusCircleOutlined />, run: ask('untag') },
          { key: 'assign', label: t('customers:list.bulk.assign'), icon: <UserOutlined />, run: ask('assign') },
        ]
      : []),
    ...(may('customers.merge')
      ? [{ key: 'merge', label: t('customers:merge.many.action'), icon: <MergeCellsOutlined />, run: merge }]
      : []),
    ...(onExport
      ? [{ key: 'export', label: t('customers:list.bulk.export'), icon: <DownloadOutlined />, run: onExport }]
      : []),
  ]
  if (merging) return { actions, dialog: <MergeManyDialog ids={merging} onClose={() => setMerging(null)} /> }
  const dialog = asking && (
    <BulkDialog
      what={asking.what}
      count={asking.ids.length}
      onClose={() => setAsking(null)}
      onDone={(given) => {
        setAsking(null)
        void change(asking.ids, given)
      }}
    />
  )
  return { actions, dialog }
}

function useChange() {
  const { t } = useTranslation()
  const undoable = useUndoToast()
  const toast = useToast()
  const takeBack = async (undo: Undo) => {
    for (const body of undo) await send(body)
    await refresh('/api/customers')
  }
  return async (ids: readonly string[], given: BulkChange) => {
    try {
      const { changed, undo } = await send({ customerIds: [...ids], ...given })
      // Everybody had it already: nothing happened that could be undone.
      if (changed === 0) return toast.done(t('customers:list.bulk.same'))
      undoable(t('customers:list.bulk.done', { count: changed }), () => takeBack(undo))
      await refresh('/api/customers')
    } catch (error) {
      toast.failed(error)
    }
  }
}
