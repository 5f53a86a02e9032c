import { Checkbox, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import type { SavedView } from '#core/web/list-views.tsx'
import type { PageAction } from '#core/web/page.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { addViewCall, listViewsCall, removeViewCall } from '../../view/contract.ts'
import { defaultViews } from './default-views.ts'

interface Views {
  views: SavedView[]
  /** Takes away the shown view, where it is one's own. */
  actions: PageAction[]
  onSave(): void
  dialog: ReactNode
}

const same = (a: Record<string, string>, b: Record<string, string>) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())

/** The views of this list: everybody's, shared ones and one's own; and how to save what is shown. */
export function useViews(): Views {
  const { t } = useTranslation()
  const { search } = useAddress()
  const { open: _, ...shown } = search
  const [naming, setNaming] = useState(false)
  const undoable = useUndoToast()
  const toast = useToast()
  const { data } = useCall<typeof listViewsCall>('GET /api/views', { query: { list: 'customers' } })
  const saved = data?.items ?? []
  const current = saved.find((view) => view.mine && same(view.search, shown))
  const put = (name: string, shared: boolean, content: Record<string, string>) =>
    callApi<typeof addViewCall>('POST /api/views', { body: { list: 'customers', name, shared, search: content } }).then(
      () => refresh('/api/views'),
    )
  const remove = async () => {
    if (!current) return
    try {
      await callApi<typeof removeViewCall>('DELETE /api/views/:viewId', { params: { viewId: current.viewId } })
      await refresh('/api/views')
      undoable(t('customers:view.removed', { name: current.name }), () =>
        put(current.name, current.shared, current.search),
      )
    } catch (error) {
      toast.failed(error)
    }
  }
  return {
    views: [
      ...defaultViews(t, new Date()),
      ...saved.map((view) => ({ key: view.viewId, title: view.name, search: view.search })),
    ],
    actions: current
      ? [{ key: 'removeView', label: t('customers:view.remove', { name: current.name }), run: () => void remove() }]
      : [],
    onSave: () => setNaming(true),
    dialog: naming && (
      <NameDialog
        onClose={() => setNaming(false)}
        onDone={(name, shared) => {
          setNaming(false)
          put(name, shared, shown).catch(toast.failed)
        }}
      />
    ),
  }
}

function NameDialog({ onClose, onDone }: { onClose(): void; onDone(name: string, shared: boolean): void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const done = () => name.trim() && onDone(name.trim(), shared)
  return (
    <Modal
      open
      title={t('customers:view.save')}
      onCancel={onClose}
      onOk={done}
      okText={t('customers:view.saveNow')}
      okButtonProps={{ disabled: name.trim() === '' }}
    >
      <Input
        autoFocus
        maxLength={60}
        value={name}
        aria-label={t('customers:view.name')}
        placeholder={t('customers:view.name')}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={done}
      />
      <Checkbox style={{ marginTop: 12 }} checked={shared} onChange={(event) => setShared(event.target.checked)}>
        {t('customers:view.share')}
      </Checkbox>
    </Modal>
  )
}
