import { useTranslation } from 'react-i18next'
import type { Column } from '#core/web/column.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { StockItem } from './demand-types.ts'
import { StockMark } from './stock-mark.tsx'
import { usePieces } from './use-pieces.ts'

/** Columns of the stock list. */
export function useStockColumns(): Column<StockItem>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const { pieces, range, week } = usePieces()
  return [
    {
      key: 'name',
      title: t('insight:demand.stock.product'),
      render: (row) => (
        <span className="stock-product">
          {row.name} <small>{row.sku}</small>
        </span>
      ),
    },
    {
      key: 'state',
      title: t('insight:demand.stock.stateTitle'),
      width: 120,
      render: (row) => <StockMark state={row.state} />,
    },
    {
      key: 'stock',
      title: t('insight:demand.stock.stock'),
      figure: true,
      width: 80,
      render: (row) => format.number(row.stock, { maximumFractionDigits: 3 }),
    },
    {
      key: 'next4',
      title: t('insight:demand.categories.next4'),
      figure: true,
      render: (row) => (
        <span className="expected">
          {pieces(row.next4.mean)} <small>{range(row.next4)}</small>
        </span>
      ),
    },
    {
      key: 'runsOut',
      title: t('insight:demand.stock.runsOut'),
      render: (row) =>
        row.state === 'out'
          ? t('insight:demand.stock.gone')
          : row.runsOutWeek
            ? t('insight:demand.stock.weekOf', { week: week(row.runsOutWeek) })
            : t('insight:demand.stock.later'),
    },
    {
      key: 'short2',
      title: t('insight:demand.stock.short2'),
      figure: true,
      spare: true,
      render: (row) => format.percent(row.short2Weeks, 0),
    },
    {
      key: 'short4',
      title: t('insight:demand.stock.short4'),
      figure: true,
      spare: true,
      render: (row) => format.percent(row.short4Weeks, 0),
    },
    {
      key: 'missing',
      title: t('insight:demand.stock.missing'),
      figure: true,
      spare: true,
      render: (row) => pieces(row.missing),
    },
    {
      key: 'reorder',
      title: t('insight:demand.stock.reorder'),
      figure: true,
      render: (row) => <strong>{format.number(row.reorder)}</strong>,
    },
    { key: 'supplier', title: t('insight:demand.stock.supplier'), spare: true, render: (row) => row.supplier ?? '–' },
    {
      key: 'lines',
      title: t('insight:demand.categories.lines'),
      figure: true,
      spare: true,
      render: (row) => format.number(row.lines),
    },
  ]
}
