import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { refresh } from '#core/web/query-client.ts'
import { useCall } from '#core/web/use-call.ts'
import { useGo } from '#core/web/use-go.ts'
import { useToast } from '#core/web/use-toast.ts'
import type {
  addDashboardCall,
  changeDashboardCall,
  findDashboardCall,
  listDashboardsCall,
} from '../../explore/board/contract.ts'
import type { ChartKind } from '../../explore/chart-rules.ts'
import type { Query } from '../../explore/contract.ts'

const PATH = '/api/insight/dashboards'
const NEW = 'new'

interface AddToDashboardProps {
  query: Query
  chart: ChartKind
  name: string
  onClose(): void
}

/** Puts a question as a tile onto one of my dashboards, or onto a new one. */
export function AddToDashboard({ query, chart, name, onClose }: AddToDashboardProps) {
  const { t } = useTranslation()
  const go = useGo()
  const toast = useToast()
  const [title, setTitle] = useState(name.slice(0, 80))
  const [chosen, setChosen] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const { data } = useCall<typeof listDashboardsCall>(`GET ${PATH}`, {})
  const mine = (data?.items ?? []).filter((item) => item.mine)
  const to = chosen ?? mine[0]?.dashboardId ?? NEW
  const done = async () => {
    setBusy(true)
    const tile = { id: crypto.randomUUID(), name: title.trim(), query, chart, wide: false }
    try {
      let id = to
      if (to === NEW) {
        const body = { name: t('insight:explore.board.newName'), tiles: [tile] }
        id = (await callApi<typeof addDashboardCall>(`POST ${PATH}`, { body })).dashboardId
      } else {
        const params = { dashboardId: to }
        const board = await callApi<typeof findDashboardCall>(`GET ${PATH}/:dashboardId`, { params })
        const body = { tiles: [...board.tiles, tile] }
        await callApi<typeof changeDashboardCall>(
          `PATCH ${PATH}/:dashboardId`,
          { params, body },
          { ifMatch: board.version },
        )
      }
      await refresh(PATH)
      toast.done(t('insight:explore.board.added'))
      go(`/insight/dashboards/${id}`)
    } catch (error) {
      toast.failed(error)
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={t('insight:explore.addToDashboard')}
      onCancel={onClose}
      onOk={() => void done()}
      okText={t('insight:explore.board.add')}
      okButtonProps={{ disabled: title.trim() === '', loading: isBusy }}
    >
      <Input
        autoFocus
        maxLength={80}
        value={title}
        aria-label={t('insight:explore.board.tileName')}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Select
        style={{ width: '100%', marginTop: 12 }}
        aria-label={t('insight:explore.board.title')}
        value={to}
        options={[
          ...mine.map((item) => ({ value: item.dashboardId, label: item.name })),
          { value: NEW, label: t('insight:explore.board.new') },
        ]}
        onChange={setChosen}
      />
    </Modal>
  )
}
