import { DownloadOutlined, TagOutlined, UserOutlined } from '@ant-design/icons'
import { Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BulkAction } from '#core/web/bulk-bar.tsx'
import { callApi } from '#core/web/call-api.ts'
import type { Choice } from '#core/web/filter-field.ts'
import { refresh } from '#core/web/query-client.ts'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireInput, WireReply } from '#core/web/wire.ts'
import type { changeManyCall } from '../../tag/contract.ts'
import { colleagueChoices, valueChoices } from './list-choices.ts'

type Change = Omit<WireInput<typeof changeManyCall>['body'], 'customerIds'>
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
  const [asking, setAsking] = useState<{ what: 'tag' | 'assign'; ids: readonly string[] } | null>(null)
  const ask = (what: 'tag' | 'assign') => (ids: readonly string[]) => {
    setAsking({ what, ids })
    return 'keep'
  }
  const actions: BulkAction[] = [
    ...(may('customers.bulk')
      ? [
          { key: 'tag', label: t('customers:list.bulk.tag'), icon: <TagOutlined />, run: ask('tag') },
          { key: 'assign', label: t('customers:list.bulk.assign'), icon: <UserOutlined />, run: ask('assign') },
        ]
      : []),
    ...(onExport
      ? [{ key: 'export', label: t('customers:list.bulk.export'), icon: <DownloadOutlined />, run: onExport }]
      : []),
  ]
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
  return async (ids: readonly string[], given: Change) => {
    try {
      const { changed, undo } = await send({ customerIds: [...ids], ...given })
      undoable(t('customers:list.bulk.done', { count: changed }), () => takeBack(undo))
      await refresh('/api/customers')
    } catch (error) {
      toast.failed(error)
    }
  }
}

interface BulkDialogProps {
  what: 'tag' | 'assign'
  count: number
  onClose(): void
  onDone(change: Change): void
}

function BulkDialog({ what, count, onClose, onDone }: BulkDialogProps) {
  const { t } = useTranslation()
  const [values, setValues] = useState<string[]>([])
  const [choices, setChoices] = useState<readonly Choice[] | null>(null)
  const load = async () => setChoices(await (what === 'tag' ? valueChoices('tags', {}) : colleagueChoices({})))
  const title = t(what === 'tag' ? 'customers:list.bulk.tagTitle' : 'customers:list.bulk.assignTitle', { count })
  const done = () => onDone(what === 'tag' ? { addTags: values } : { ownerStaffId: values[0] ?? null })
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={done}
      okText={t('customers:list.bulk.apply')}
      okButtonProps={{ disabled: what === 'tag' && values.length === 0 }}
    >
      <Select
        autoFocus
        style={{ width: '100%' }}
        aria-label={title}
        mode={what === 'tag' ? 'tags' : undefined}
        allowClear
        placeholder={t(what === 'tag' ? 'customers:list.bulk.tagHint' : 'customers:list.bulk.nobody')}
        showSearch={{ optionFilterProp: 'label' }}
        options={(choices ?? []).map(({ value, label }) => ({ value, label }))}
        onOpenChange={(open) => open && choices === null && void load()}
        value={what === 'tag' ? values : values[0]}
        onChange={(next: string | string[] | undefined) => setValues(next === undefined ? [] : [next].flat())}
      />
    </Modal>
  )
}
