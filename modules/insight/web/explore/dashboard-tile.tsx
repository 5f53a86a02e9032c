import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  ColumnWidthOutlined,
  DeleteOutlined,
  HolderOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useGo } from '#core/web/use-go.ts'
import type { Query } from '../../explore/contract.ts'
import { AnswerView } from './answer-view.tsx'
import { writeCell } from './cell.ts'
import { numberedColumns } from './numbered-columns.ts'
import { addressOfQuestion } from './question-address.ts'
import { useAnswer } from './use-answer.ts'
import type { Tile } from './use-dashboard.ts'

interface Edit {
  onMove(by: number): void
  onDrag(is: boolean): void
  onDrop(): void
  onChange(tile: Tile): void
  onRemove(): void
}

interface DashboardTileProps {
  tile: Tile
  /** Instead of its own. */
  period: Query['period'] | null
  isDragged: boolean
  /** Null: it can't be changed. */
  edit: Edit | null
}

/** One question of a dashboard. Its name opens it; a figure opens the customers behind it. */
export function DashboardTile({ tile, period, isDragged, edit }: DashboardTileProps) {
  const go = useGo()
  const [isOver, setOver] = useState(false)
  const query = { ...tile.query, ...(period && { period }) }
  const answer = useAnswer(query)
  const names = ['panel', 'board-tile', tile.wide ? 'wide' : '', isDragged ? 'dragged' : '', isOver ? 'over' : '']
  return (
    <section
      className={names.filter(Boolean).join(' ')}
      aria-label={tile.name}
      onDragOver={(event) => {
        if (!edit) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        edit?.onDrop()
      }}
    >
      {/* The whole heading is dragged; the handle says so, and moves by keys. */}
      <header
        role="toolbar"
        aria-label={tile.name}
        draggable={edit !== null}
        onDragStart={(event) => {
          event.dataTransfer.setData('text/plain', tile.id)
          event.dataTransfer.effectAllowed = 'move'
          edit?.onDrag(true)
        }}
        onDragEnd={() => edit?.onDrag(false)}
      >
        <h2>
          <PageLink to={addressOfQuestion(query, tile.chart)}>{tile.name}</PageLink>
        </h2>
        {edit && <TileTools tile={tile} edit={edit} />}
      </header>
      {answer.data ? (
        <AnswerView
          query={query}
          answer={answer.data}
          chart={tile.chart}
          name={tile.name}
          numbered={numberedColumns(!tile.wide)}
          {...(answer.data.kind !== 'cohort' && { height: 280 })}
          onOpen={(cell) => go(addressOfQuestion(query, tile.chart, { cell: writeCell(cell) }))}
        />
      ) : answer.error ? (
        <ErrorState error={answer.error} retry={() => void answer.refetch()} />
      ) : (
        <LateSkeleton lines={7} />
      )}
    </section>
  )
}

/** Tiles are ordered by dragging their heading, by arrow keys on the handle, or by the buttons beside it. */
function TileTools({ tile, edit }: { tile: Tile; edit: Edit }) {
  const { t } = useTranslation()
  const name = { name: tile.name }
  return (
    <span className="tile-tools no-print">
      <Button
        type="text"
        size="small"
        className="handle"
        icon={<HolderOutlined />}
        aria-label={t('insight:explore.board.move', name)}
        title={t('insight:explore.board.move', name)}
        onKeyDown={(event) => {
          const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key]
          if (by === undefined) return
          event.preventDefault()
          edit.onMove(by)
        }}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowUpOutlined />}
        aria-label={t('insight:explore.board.up', name)}
        onClick={() => edit.onMove(-1)}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowDownOutlined />}
        aria-label={t('insight:explore.board.down', name)}
        onClick={() => edit.onMove(1)}
      />
      <Button
        type="text"
        size="small"
        icon={<ColumnWidthOutlined />}
        aria-label={t('insight:explore.board.wide', name)}
        aria-pressed={tile.wide}
        title={t('insight:explore.board.wide', name)}
        onClick={() => edit.onChange({ ...tile, wide: !tile.wide })}
      />
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={t('insight:explore.board.removeTile', name)}
        title={t('insight:explore.board.removeTile', name)}
        onClick={edit.onRemove}
      />
    </span>
  )
}
