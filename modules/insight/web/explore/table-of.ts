import type { MeasureKey } from '../../explore/catalogue-rules.ts'
import type { Cell } from './cell.ts'
import { cellOf } from './cell.ts'
import type { Cube } from './use-answer.ts'

export interface TableCell {
  value: string | null
  cell: Cell
}

/** A cube as rows and columns: the first dimension down, the second across, the whole of each at its end. */
export interface CubeTable {
  measure: MeasureKey
  rows: { name: string; cells: TableCell[] }[]
  /** Names of the columns of figures; the last is the whole where there are two dimensions. */
  columns: string[]
  total: TableCell[]
}

/** `nameOf` says the key of an axis; `whole` heads the last column. */
export function tableOf(
  cube: Cube,
  nameOf: (axis: Cube['axes'][number], at: number) => string,
  words: { whole: string; measure: string },
): CubeTable {
  const [down, across] = cube.axes
  const known = new Map(cube.cells.map((cell) => [cell.at.join(), cell.value]))
  const at = (...places: number[]): TableCell => ({
    value: known.get(places.join()) ?? null,
    cell: cellOf(cube.axes, places),
  })
  const whole: TableCell = { value: cube.total, cell: { filters: [] } }
  if (!down) return { measure: cube.measure, rows: [], columns: [words.measure], total: [whole] }
  const rows = down.items.map((item, row) => {
    const own = { value: item.value, cell: cellOf(cube.axes, [row, -1]) }
    return {
      name: nameOf(down, row),
      cells: across ? [...across.items.map((_, column) => at(row, column)), own] : [own],
    }
  })
  if (!across) return { measure: cube.measure, rows, columns: [words.measure], total: [whole] }
  const sums = across.items.map((item, column) => ({ value: item.value, cell: cellOf(cube.axes, [-1, column]) }))
  return {
    measure: cube.measure,
    rows,
    columns: [...across.items.map((_, column) => nameOf(across, column)), words.whole],
    total: [...sums, whole],
  }
}
