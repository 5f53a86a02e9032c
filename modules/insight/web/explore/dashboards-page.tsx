import { PlusOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Page } from '#core/web/page.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useGo } from '#core/web/use-go.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { addDashboardCall, listDashboardsCall } from '../../explore/board/contract.ts'
import { READY_DASHBOARD } from '../../explore/ready-made-rules.ts'
import './explore.css'

/** Dashboards: the ready-made one, my own, and those that others share. */
export default function DashboardsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const go = useGo()
  const toast = useToast()
  const list = useCall<typeof listDashboardsCall>('GET /api/insight/dashboards', {})
  const add = async () => {
    try {
      const body = { name: t('insight:explore.board.newName') }
      const added = await callApi<typeof addDashboardCall>('POST /api/insight/dashboards', { body })
      go(`/insight/dashboards/${added.dashboardId}`)
    } catch (error) {
      toast.failed(error)
    }
  }
  return (
    <Page
      title={t('insight:explore.board.title')}
      lead={t('insight:explore.board.lead')}
      primary={{ key: 'new', label: t('insight:explore.board.new'), icon: <PlusOutlined />, run: () => void add() }}
      more={[{ key: 'explore', label: t('insight:explore.title'), to: '/insight/explore' }]}
    >
      <Loaded of={list}>
        {({ items }) => (
          <ul className="board-list">
            <li className="panel">
              <PageLink to={`/insight/dashboards/${READY_DASHBOARD.key}`}>
                {t('insight:explore.board.ready.business')}
              </PageLink>
              <span className="basis">
                {t('insight:explore.board.readyMade', { count: READY_DASHBOARD.tiles.length })}
              </span>
            </li>
            {items.map((item) => (
              <li key={item.dashboardId} className="panel">
                <PageLink to={`/insight/dashboards/${item.dashboardId}`}>{item.name}</PageLink>
                <span className="basis">
                  {[
                    t('insight:explore.board.tiles', { count: item.tiles }),
                    t(
                      item.mine
                        ? item.shared
                          ? 'insight:explore.board.mineShared'
                          : 'insight:explore.board.mine'
                        : 'insight:explore.board.others',
                    ),
                    format.relative(item.changedAt),
                  ].join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Page>
  )
}
