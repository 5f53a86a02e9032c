import { OTHERS } from '../../explore/catalogue-rules.ts'
import type { Filter, Query } from '../../explore/contract.ts'
import type { Cube } from './use-answer.ts'

/** Somebody's place in an answer: what the question must also say to be about them alone. */
export interface Cell {
  filters: Filter[]
  /** Of a curve: only who brought at least so much. */
  atLeast?: string
}

/** The cell of a cube at these places of its axes; -1: all of an axis. */
export function cellOf(axes: Cube['axes'], at: readonly number[]): Cell {
  const filters = axes.flatMap((axis, index): Filter[] => {
    const item = axis.items[at[index] ?? -1]
    if (!item) return []
    if (item.key !== OTHERS) return [{ dimension: axis.dimension, in: [item.key] }]
    return [{ dimension: axis.dimension, out: axis.items.flatMap(({ key }) => (key === OTHERS ? [] : [key])) }]
  })
  return { filters }
}

/** The question that only this cell answers. */
export const queryOfCell = (query: Query, cell: Cell): Query => ({
  ...query,
  by: query.kind === 'cohort' ? query.by : [],
  filters: [...query.filters, ...cell.filters],
})

/** A cell as it stands in an address. */
export const writeCell = (cell: Cell): string => JSON.stringify(cell)

/** Null: none, or none that can be read; the server checks what it says. */
export function readCell(text: string | undefined): Cell | null {
  if (!text) return null
  try {
    const { filters, atLeast } = JSON.parse(text) as Partial<Cell>
    if (!Array.isArray(filters)) return null
    return { filters, ...(typeof atLeast === 'string' && { atLeast }) }
  } catch {
    return null
  }
}
