import type { Field } from './field.ts'
import { probabilityOf } from './find-lambda.ts'
import type { Comparing, KeptPairs } from './score-pairs.ts'
import type { Reason, Row, ScoredPair } from './table.ts'

/** More are never looked at, and their reasons would fill the memory: a table that is one record many times over. */
const MOST = 100_000

/** The kept pairs with ids and reasons, the surest first; of very many the surest, with a note that says so. */
export function explainPairs(
  { fields, compare, weigher }: Comparing,
  rows: readonly Row[],
  { a, b, weights, lambda }: Pick<KeptPairs, 'a' | 'b' | 'weights' | 'lambda'>,
): { pairs: ScoredPair[]; note: string | null } {
  const levels = new Uint8Array(fields.length)
  const parts = new Float64Array(fields.length)
  // Records stand in the order of their ids.
  const order = Array.from(a, (_, at) => at).sort((x, y) => (weights[y] ?? 0) - (weights[x] ?? 0) || x - y)
  const pairs = order.slice(0, MOST).map((at): ScoredPair => {
    const [i, j] = [a[at] ?? 0, b[at] ?? 0]
    compare(i, j, levels)
    const weight = weigher.weigh(i, j, levels, parts)
    const reasons = fields.flatMap((field, place) => {
      const level = levels[place] ?? 0
      return level === 0 ? [] : [reasonOf(field, level, parts[place] ?? 0, rows[i], rows[j])]
    })
    return { a: rows[i]?.id ?? '', b: rows[j]?.id ?? '', probability: probabilityOf(weight, lambda), weight, reasons }
  })
  const note = order.length > MOST ? `${order.length} pairs reach the threshold; the ${MOST} surest are returned` : null
  return { pairs, note }
}

function reasonOf(field: Field, level: number, weight: number, a: Row | undefined, b: Row | undefined): Reason {
  const cellOf = (row: Row | undefined) => row?.fields[field.column] ?? ''
  return { field: field.name, level: field.comparison.levels[level - 1] ?? '', weight, a: cellOf(a), b: cellOf(b) }
}
