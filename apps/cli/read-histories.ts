import { invalid } from '#core/errors.ts'
import { numberColumns } from './number-columns.ts'
import { readTable } from './read-table.ts'

export interface HistoryRows {
  x: Float64Array
  tx: Float64Array
  T: Float64Array
  lines: number[]
}

/**
 * Reads purchase histories: columns x (purchases after the first), t_x (time of the last from the first), T (time since the
 * first), in any unit of time. @throws 400 as `numberColumns`, `history_impossible` with its line, `nobody_came_back`.
 */
export async function readHistories(file: string): Promise<HistoryRows> {
  const { columns, lines } = numberColumns(await readTable(file), [
    { name: 'x', alsoCalled: ['frequency'] },
    { name: 't_x', alsoCalled: ['tx', 't.x', 'recency'] },
    { name: 'T' },
  ])
  const { x, t_x: tx, T } = columns as Record<'x' | 't_x' | 'T', Float64Array>
  for (const [at, line] of lines.entries()) {
    const problem = problemOf(x[at] as number, tx[at] as number, T[at] as number)
    if (problem) throw invalid('history_impossible', `Line ${line}: ${problem}`, { line })
  }
  if (x.every((count) => count === 0)) {
    throw invalid('nobody_came_back', 'Every x is 0: without anybody who bought again there is nothing to fit.')
  }
  return { x, tx, T, lines }
}

function problemOf(x: number, tx: number, T: number): string | null {
  if (!Number.isInteger(x) || x < 0) return `x is ${x}; a number of purchases is whole and not below 0.`
  if (tx < 0) return `t_x is ${tx}; the last purchase can't come before the first.`
  if (tx > T) return `t_x ${tx} is after T ${T}; the last purchase must lie in the time seen.`
  if (x === 0 && tx > 0) return `x is 0, so t_x must be 0, not ${tx}.`
  return null
}
