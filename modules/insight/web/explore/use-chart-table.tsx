import { useTranslation } from 'react-i18next'
import type { PlainTableData } from '#core/web/plain-table.tsx'
import type { Cell } from './cell.ts'
import { tableOf } from './table-of.ts'
import type { Cube } from './use-answer.ts'
import { useFigureText } from './use-figure-text.ts'
import { useKeyText } from './use-key-text.ts'

/** The figures behind a chart of a cube, each a way to the customers behind it. */
export function useChartTable(cube: Cube, onOpen: (cell: Cell) => void): PlainTableData {
  const { t } = useTranslation()
  const figure = useFigureText()
  const keyText = useKeyText()
  const table = tableOf(
    cube,
    (axis, at) => {
      const item = axis.items[at]
      return item ? keyText(axis.dimension, item.key, item.label) : ''
    },
    { whole: t('insight:explore.whole'), measure: t(`insight:explore.measure.${cube.measure}`) },
  )
  const [down] = cube.axes
  const say = ({ value, cell }: { value: string | null; cell: Cell }, name: string) =>
    value === null ? (
      '–'
    ) : (
      <button key={name} type="button" className="cell-link" onClick={() => onOpen(cell)}>
        {figure(cube.measure, value, cube.currency)}
      </button>
    )
  const line = (name: string, cells: readonly { value: string | null; cell: Cell }[]) => [
    name,
    ...cells.map((cell, at) => say(cell, `${name} ${at}`)),
  ]
  return {
    columns: [
      { title: down ? t(`insight:explore.dimension.${down.dimension}`) : '' },
      ...table.columns.map((title) => ({ title, figure: true })),
    ],
    rows: [...table.rows.map((row) => line(row.name, row.cells)), line(t('insight:explore.whole'), table.total)],
  }
}
