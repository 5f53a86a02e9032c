import { CopyOutlined, DeleteOutlined, EditOutlined, PlusOutlined, PrinterOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, type PageAction } from '#core/web/page.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import type { Query } from '../../explore/contract.ts'
import { DashboardTile } from './dashboard-tile.tsx'
import './explore.css'
import { PeriodChoice } from './period-choice.tsx'
import { readPeriod, writePeriod } from './question-address.ts'
import { SavedNameDialog } from './saved-name-dialog.tsx'
import { type Tile, useDashboard } from './use-dashboard.ts'

/** Questions side by side, over one time; each leads to the customers behind it. */
export default function DashboardPage() {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const { answer, board, isReady, change, setTiles, copy, remove } = useDashboard()
  const [isRenaming, setRenaming] = useState(false)
  const [dragged, setDragged] = useState<string | null>(null)
  const crumbs = [{ title: t('insight:explore.board.title'), to: '/insight/dashboards' }]
  if (!board) {
    return (
      <Page title={t('insight:explore.board.one')} crumbs={crumbs}>
        <Loaded
          of={answer}
          missing={{
            title: t('insight:explore.board.missing'),
            reason: t('insight:explore.board.missingReason'),
            to: '/insight/dashboards',
            back: t('insight:explore.board.title'),
          }}
        >
          {() => null}
        </Loaded>
      </Page>
    )
  }
  const { tiles, mine } = board
  // Who may not change the dashboard still chooses a time, in the address.
  const period: Query['period'] | null = search['period'] ? readPeriod(search['period']) : board.period
  const choosePeriod = (next: Query['period'] | null) => {
    if (mine) void change({ period: next })
    set({ period: mine || next === null ? undefined : writePeriod(next) })
  }
  const move = (from: number, to: number) => {
    const moved = tiles[from]
    if (!moved || to < 0 || to >= tiles.length || from === to) return
    setTiles(tiles.toSpliced(from, 1).toSpliced(to, 0, moved))
  }
  const replace = (at: number, tile: Tile) => setTiles(tiles.with(at, tile))
  const actions: PageAction[] = [
    { key: 'print', label: t('insight:explore.board.print'), icon: <PrinterOutlined />, run: () => window.print() },
    { key: 'copy', label: t('insight:explore.board.copy'), icon: <CopyOutlined />, run: () => void copy() },
    ...(mine
      ? [
          {
            key: 'rename',
            label: t('insight:explore.board.rename'),
            icon: <EditOutlined />,
            run: () => setRenaming(true),
          },
          {
            key: 'remove',
            label: t('insight:explore.board.remove'),
            icon: <DeleteOutlined />,
            danger: true,
            run: () => void remove(),
          },
        ]
      : []),
  ]
  return (
    <Page
      title={board.name}
      crumbs={crumbs}
      {...(!mine && { lead: t(isReady ? 'insight:explore.board.readyLead' : 'insight:explore.board.othersLead') })}
      primary={
        mine
          ? { key: 'add', label: t('insight:explore.board.addTile'), icon: <PlusOutlined />, to: '/insight/explore' }
          : { key: 'own', label: t('insight:explore.board.makeMine'), icon: <CopyOutlined />, run: () => void copy() }
      }
      more={actions}
    >
      <div className="board-period">
        <PeriodChoice
          period={period ?? { last: 12, unit: 'month' }}
          none={t('insight:explore.board.ownPeriods')}
          isNone={period === null}
          onChange={choosePeriod}
        />
      </div>
      {tiles.length === 0 ? (
        <EmptyState title={t('insight:explore.board.empty')} reason={t('insight:explore.board.emptyReason')}>
          <PageLink to="/insight/explore">{t('insight:explore.title')}</PageLink>
        </EmptyState>
      ) : (
        <div className="board">
          {tiles.map((tile, at) => (
            <DashboardTile
              key={tile.id}
              tile={tile}
              period={period}
              isDragged={dragged === tile.id}
              edit={
                mine
                  ? {
                      onMove: (by) => move(at, at + by),
                      onDrag: (is) => setDragged(is ? tile.id : null),
                      onDrop: () =>
                        move(
                          tiles.findIndex((one) => one.id === dragged),
                          at,
                        ),
                      onChange: (next) => replace(at, next),
                      onRemove: () =>
                        setTiles(tiles.toSpliced(at, 1), t('insight:explore.board.tileRemoved', { name: tile.name })),
                    }
                  : null
              }
            />
          ))}
        </div>
      )}
      {isRenaming && (
        <SavedNameDialog
          title={t('insight:explore.board.rename')}
          name={board.name}
          shared={board.shared}
          onClose={() => setRenaming(false)}
          onDone={(name, shared) => {
            setRenaming(false)
            void change({ name, shared })
          }}
        />
      )}
    </Page>
  )
}
