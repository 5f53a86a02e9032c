import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Column } from '#core/web/column.ts'
import { DataTable } from '#core/web/data-table.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { Category, Demand, Expected } from './demand-types.ts'
import { TrendLine } from './trend-line.tsx'
import { usePieces } from './use-pieces.ts'

interface Props {
  demand: Demand
  /** Path of the category in the chart. */
  shown: string
  onShow(path: string): void
  onGo(path: string): void
}

/** The whole and each category below it: the last weeks, what is expected of the next ones, and the same weeks a year before. */
export function CategoryTable({ demand, shown, onShow, onGo }: Props) {
  const { t } = useTranslation()
  const { whole } = demand
  const rows = whole ? [whole, ...demand.items] : demand.items
  return (
    <DataTable<Category>
      label={t('insight:demand.categories.title')}
      list={{ rows, stale: false, hasMore: false, loadingMore: false, loadMore: () => {} }}
      columns={useColumns({ whole: whole?.path ?? '', onGo })}
      rowKey={(row) => row.path || 'all'}
      opened={shown || 'all'}
      onOpen={(row) => onShow(row.path)}
    />
  )
}

function useColumns({ whole, onGo }: { whole: string; onGo(path: string): void }): Column<Category>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const { pieces, range, change } = usePieces()
  const expected = (of: Expected) => (
    <span className="expected">
      {pieces(of.mean)} <small>{range(of)}</small>
    </span>
  )
  const beside = (now: number, before: number | null) => (
    <span className="expected">
      {before === null ? '–' : pieces(before)} <small>{change(now, before)}</small>
    </span>
  )
  const nameOf = (row: Category) =>
    row.path === whole
      ? t('insight:demand.categories.whole', { name: row.label || t('insight:demand.shop') })
      : row.label
  return [
    {
      key: 'name',
      title: t('insight:demand.categories.name'),
      render: (row) =>
        row.hasChildren && row.path !== whole ? (
          <Button
            type="link"
            size="small"
            className="go-down"
            onClick={(event) => {
              event.stopPropagation()
              onGo(row.path)
            }}
          >
            {nameOf(row)}
          </Button>
        ) : (
          nameOf(row)
        ),
    },
    {
      key: 'trend',
      title: t('insight:demand.categories.trend'),
      width: 140,
      spare: true,
      render: (row) => <TrendLine past={row.trend} ahead={row.ahead} />,
    },
    { key: 'last4', title: t('insight:demand.categories.last4'), figure: true, render: (row) => pieces(row.last4) },
    { key: 'next4', title: t('insight:demand.categories.next4'), figure: true, render: (row) => expected(row.next4) },
    {
      key: 'year4',
      title: t('insight:demand.categories.year4'),
      figure: true,
      render: (row) => beside(row.next4.mean, row.year4),
    },
    {
      key: 'last12',
      title: t('insight:demand.categories.last12'),
      figure: true,
      spare: true,
      render: (row) => pieces(row.last12),
    },
    {
      key: 'next12',
      title: t('insight:demand.categories.next12'),
      figure: true,
      render: (row) => expected(row.next12),
    },
    {
      key: 'year12',
      title: t('insight:demand.categories.year12'),
      figure: true,
      spare: true,
      render: (row) => beside(row.next12.mean, row.year12),
    },
    {
      key: 'lines',
      title: t('insight:demand.categories.lines'),
      figure: true,
      render: (row) => format.number(row.lines),
    },
  ]
}
