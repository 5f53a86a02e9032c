import { CopyOutlined, DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import type { PageAction } from '#core/web/page.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useGo } from '#core/web/use-go.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type {
  addExplorationCall,
  changeExplorationCall,
  listExplorationsCall,
  removeExplorationCall,
} from '../../explore/board/contract.ts'
import type { ChartKind } from '../../explore/chart-rules.ts'
import type { Query } from '../../explore/contract.ts'
import { addressOfQuestion } from './question-address.ts'
import { SavedNameDialog } from './saved-name-dialog.tsx'
import { useSentence } from './use-sentence.ts'

export type Saved = WireReply<typeof listExplorationsCall>['items'][number]
const PATH = '/api/insight/explorations'

/** Saved questions, and what can be done with the one that is open. */
export function useSaved({ query, chart }: { query: Query; chart: ChartKind }) {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const go = useGo()
  const toast = useToast()
  const undoable = useUndoToast()
  const sentence = useSentence()
  const [asking, setAsking] = useState<'save' | 'rename' | null>(null)
  const { data } = useCall<typeof listExplorationsCall>(`GET ${PATH}`, {})
  const items = data?.items ?? []
  const opened = items.find((item) => item.explorationId === search['saved'])
  const tried = async (work: () => Promise<void>) => {
    try {
      await work()
      await refresh(PATH)
    } catch (error) {
      toast.failed(error)
    }
  }
  const add = (name: string, shared: boolean) =>
    tried(async () => {
      const added = await callApi<typeof addExplorationCall>(`POST ${PATH}`, { body: { name, query, chart, shared } })
      set({ saved: added.explorationId })
      toast.done(t('insight:explore.save.done'))
    })
  const change = (of: Saved, body: { name?: string; shared?: boolean; query?: Query; chart?: ChartKind }) =>
    tried(async () => {
      const params = { explorationId: of.explorationId }
      await callApi<typeof changeExplorationCall>(
        `PATCH ${PATH}/:explorationId`,
        { params, body },
        { ifMatch: of.version },
      )
      toast.done(t('insight:explore.save.done'))
    })
  const remove = (of: Saved) =>
    tried(async () => {
      const params = { explorationId: of.explorationId }
      const { version } = await callApi<typeof removeExplorationCall>(`DELETE ${PATH}/:explorationId`, { params })
      set({ saved: undefined })
      undoable(t('insight:explore.save.removed', { name: of.name }), async () => {
        const body = { removed: false as const }
        await callApi<typeof changeExplorationCall>(
          `PATCH ${PATH}/:explorationId`,
          { params, body },
          { ifMatch: version },
        )
        await refresh(PATH)
      })
    })
  const isMine = opened?.mine === true
  const actions: PageAction[] = [
    ...(opened
      ? [{ key: 'copy', label: t('insight:explore.save.copy'), icon: <CopyOutlined />, run: () => setAsking('save') }]
      : []),
    ...(isMine
      ? [
          {
            key: 'rename',
            label: t('insight:explore.save.rename'),
            icon: <EditOutlined />,
            run: () => setAsking('rename'),
          },
          {
            key: 'remove',
            label: t('insight:explore.save.remove'),
            icon: <DeleteOutlined />,
            danger: true,
            run: () => void remove(opened),
          },
        ]
      : []),
  ]
  let dialog: ReactNode = null
  if (asking === 'save') {
    dialog = (
      <SavedNameDialog
        title={t('insight:explore.save.title')}
        name={sentence(query).slice(0, 80)}
        shared={false}
        onClose={() => setAsking(null)}
        onDone={(name, shared) => {
          setAsking(null)
          void add(name, shared)
        }}
      />
    )
  } else if (asking === 'rename' && opened) {
    dialog = (
      <SavedNameDialog
        title={t('insight:explore.save.rename')}
        name={opened.name}
        shared={opened.shared}
        onClose={() => setAsking(null)}
        onDone={(name, shared) => {
          setAsking(null)
          void change(opened, { name, shared })
        }}
      />
    )
  }
  return {
    items,
    opened,
    openSaved: (item: Saved) => go(addressOfQuestion(item.query as Query, item.chart, { saved: item.explorationId })),
    primaryLabel: t(isMine ? 'insight:explore.save.update' : 'insight:explore.save.action'),
    save: () => (isMine && opened ? void change(opened, { query, chart }) : setAsking('save')),
    actions,
    dialog,
  }
}
