import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import type { SavedView, ViewUpdate } from '#core/web/list-views.tsx'
import { NameDialog } from '#core/web/name-dialog.tsx'
import type { PageAction } from '#core/web/page.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireInput, WireReply } from '#core/web/wire.ts'
import type { addViewCall, changeViewCall, listViewsCall, removeViewCall } from '../../view/contract.ts'
import { defaultViews } from './default-views.ts'
import { viewOf, viewOrigin } from './view-origin.ts'

interface Views {
  views: SavedView[]
  /** Renames or takes away the shown view, where it is one's own. */
  actions: PageAction[]
  onSave(): void
  /** Keeps what is shown in the own view it began from. */
  update: ViewUpdate | undefined
  dialog: ReactNode
}

type View = WireReply<typeof listViewsCall>['items'][number]
type Change = WireInput<typeof changeViewCall>['body']

const add = async (body: WireInput<typeof addViewCall>['body']) => {
  await callApi<typeof addViewCall>('POST /api/views', { body })
  await refresh('/api/views')
}
const change = async ({ viewId, version }: Pick<View, 'viewId' | 'version'>, body: Change) => {
  const changed = await callApi<typeof changeViewCall>(
    'PATCH /api/views/:viewId',
    { params: { viewId }, body },
    { ifMatch: version },
  )
  await refresh('/api/views')
  return changed
}

/** The views of this list: everybody's, shared ones and one's own; and how to save what is shown. */
export function useViews(seesProfit: boolean): Views {
  const { t } = useTranslation()
  const { search } = useAddress()
  const { open: _, ...shown } = search
  const [asking, setAsking] = useState<'new' | View | null>(null)
  const [begunFrom, setBegunFrom] = useState<string | null>(null)
  const undoable = useUndoToast()
  const toast = useToast()
  const { data } = useCall<typeof listViewsCall>('GET /api/views', { query: { list: 'customers' } })
  const saved = data?.items ?? []
  const views = [
    ...defaultViews(t, new Date(), seesProfit).map((view) => ({ ...view, mine: false, own: undefined })),
    ...saved.map((view) => ({
      key: view.viewId,
      title: view.name,
      search: view.search,
      mine: view.mine,
      own: view.mine ? view : undefined,
    })),
  ]
  const current = viewOf(shown, views)
  const origin = viewOrigin(begunFrom, shown, views)
  if (data && origin !== begunFrom) setBegunFrom(origin)
  const changedView = current ? undefined : views.find(({ key }) => key === origin)?.own
  const remove = async ({ viewId, name, shared, search: content }: View) => {
    await callApi<typeof removeViewCall>('DELETE /api/views/:viewId', { params: { viewId } })
    await refresh('/api/views')
    undoable(t('customers:view.removed', { name }), () => add({ list: 'customers', name, shared, search: content }))
  }
  const update = async (view: View) => {
    const changed = await change(view, { search: shown })
    undoable(t('customers:view.updated', { name: view.name }), () => change(changed, { search: view.search }))
  }
  const keep = (name: string, shared: boolean) => {
    setAsking(null)
    const kept =
      asking === null || asking === 'new'
        ? add({ list: 'customers', name, shared, search: shown })
        : change(asking, { name, shared })
    kept.catch(toast.failed)
  }
  const own = current?.own
  return {
    views,
    actions: own
      ? [
          {
            key: 'renameView',
            label: t('customers:view.rename', { name: own.name }),
            run: () => setAsking(own),
          },
          {
            key: 'removeView',
            label: t('customers:view.remove', { name: own.name }),
            run: () => void remove(own).catch(toast.failed),
          },
        ]
      : [],
    onSave: () => setAsking('new'),
    update: changedView && {
      label: t('customers:view.update', { name: changedView.name }),
      run: () => void update(changedView).catch(toast.failed),
    },
    dialog: asking && (
      <NameDialog
        most={60}
        texts={{
          name: t('customers:view.name'),
          share: t('customers:view.share'),
          action: t('customers:view.saveNow'),
        }}
        title={asking === 'new' ? t('customers:view.save') : t('customers:view.rename', { name: asking.name })}
        {...(asking !== 'new' && { name: asking.name, shared: asking.shared })}
        onClose={() => setAsking(null)}
        onDone={keep}
      />
    ),
  }
}
