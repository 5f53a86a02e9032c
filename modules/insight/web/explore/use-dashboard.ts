import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { refresh } from '#core/web/query-client.ts'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useGo } from '#core/web/use-go.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireInput, WireReply } from '#core/web/wire.ts'
import type {
  addDashboardCall,
  changeDashboardCall,
  findDashboardCall,
  removeDashboardCall,
} from '../../explore/board/contract.ts'
import type { Query } from '../../explore/contract.ts'
import { READY_DASHBOARD, READY_MADE } from '../../explore/ready-made-rules.ts'

type Stored = WireReply<typeof findDashboardCall>
export interface Tile {
  id: string
  name: string
  query: Query
  chart: Stored['tiles'][number]['chart']
  wide: boolean
}
export interface Dashboard {
  name: string
  tiles: Tile[]
  period: Query['period'] | null
  shared: boolean
  mine: boolean
  version: number
}
const PATH = '/api/insight/dashboards'
type Change = WireInput<typeof changeDashboardCall>['body']

/** One dashboard, ready-made or kept, and how to change it. Without the right to change it, it can be copied. */
export function useDashboard() {
  const { t } = useTranslation()
  const { params } = useAddress()
  const go = useGo()
  const toast = useToast()
  const undoable = useUndoToast()
  const id = params['dashboardId'] ?? ''
  const isReady = id === READY_DASHBOARD.key
  const answer = useCall<typeof findDashboardCall>(
    `GET ${PATH}/:dashboardId`,
    { params: { dashboardId: id } },
    { enabled: !isReady },
  )
  const board = isReady ? readyBoard(t) : (answer.data as Dashboard | undefined)
  const tried = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      toast.failed(error)
      await refresh(PATH)
    }
  }
  const change = (body: Change) =>
    tried(async () => {
      if (!board) return
      await callApi<typeof changeDashboardCall>(
        `PATCH ${PATH}/:dashboardId`,
        { params: { dashboardId: id }, body },
        { ifMatch: board.version },
      )
      await refresh(PATH)
    })
  const setTiles = (tiles: Tile[], done?: string) => {
    const before = board?.tiles ?? []
    void change({ tiles }).then(() => {
      if (done) undoable(done, () => putBack(id, before))
    })
  }
  const copy = () =>
    tried(async () => {
      if (!board) return
      const body = {
        name: t('insight:explore.board.copyOf', { name: board.name }).slice(0, 80),
        tiles: board.tiles.map((tile) => ({ ...tile, id: crypto.randomUUID() })),
        period: board.period,
      }
      const added = await callApi<typeof addDashboardCall>(`POST ${PATH}`, { body })
      await refresh(PATH)
      go(`/insight/dashboards/${added.dashboardId}`)
    })
  const remove = () =>
    tried(async () => {
      const params = { dashboardId: id }
      const { version } = await callApi<typeof removeDashboardCall>(`DELETE ${PATH}/:dashboardId`, { params })
      await refresh(PATH)
      go('/insight/dashboards')
      undoable(t('insight:explore.board.removed', { name: board?.name ?? '' }), async () => {
        const body = { removed: false as const }
        await callApi<typeof changeDashboardCall>(`PATCH ${PATH}/:dashboardId`, { params, body }, { ifMatch: version })
        await refresh(PATH)
      })
    })
  return { answer, board, isReady, change, setTiles, copy, remove }
}

async function putBack(dashboardId: string, tiles: Tile[]): Promise<void> {
  const params = { dashboardId }
  const { version } = await callApi<typeof findDashboardCall>(`GET ${PATH}/:dashboardId`, { params })
  await callApi<typeof changeDashboardCall>(
    `PATCH ${PATH}/:dashboardId`,
    { params, body: { tiles } },
    { ifMatch: version },
  )
  await refresh(PATH)
}

function readyBoard(t: (key: string) => string): Dashboard {
  const wide: readonly string[] = READY_DASHBOARD.wide
  const tiles = READY_DASHBOARD.tiles.flatMap((key): Tile[] => {
    const ready = READY_MADE.find((one) => one.key === key)
    if (!ready) return []
    const { query, chart } = ready
    return [{ id: key, name: t(`insight:explore.ready.${key}`), query, chart, wide: wide.includes(key) }]
  })
  return { name: t('insight:explore.board.ready.business'), tiles, period: null, shared: true, mine: false, version: 0 }
}
