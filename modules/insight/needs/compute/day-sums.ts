import { AHEAD } from './expected-days.ts'

const FIGURES = ['expected', 'variance', 'told', 'came'] as const
type Columns = Record<(typeof FIGURES)[number], Float32Array>

/** Sums by category and set of units, for those that have any. */
export interface DaySums extends Columns {
  category: Int32Array
  set: Int32Array
  /** Row by row, 30 days each: purchases expected on each of the next 30 days, and the sum of variances. */
  expected: Float32Array
  variance: Float32Array
  /** The same of the last 30 days: expected before them, and what came. */
  told: Float32Array
  came: Float32Array
}

/** Sums that grow where something is added. */
export function daySums(sets: number) {
  const places = new Map<number, number>()
  let columns = made(1024)
  return {
    columns: () => columns,
    /** Where the days of a category and set begin in every column. */
    at: (category: number, set: number): number => {
      const key = category * sets + set
      const known = places.get(key)
      if (known !== undefined) return known
      const begin = places.size * AHEAD
      places.set(key, begin)
      if (begin + AHEAD > columns.expected.length) columns = grown(columns)
      return begin
    },
    sums: (): DaySums => {
      const keys = [...places.keys()].sort((one, other) => one - other)
      const begins = keys.map((key) => places.get(key) as number)
      return {
        category: Int32Array.from(keys, (key) => Math.floor(key / sets)),
        set: Int32Array.from(keys, (key) => key % sets),
        ...mapped((figure) => joined(columns[figure], begins)),
      }
    },
  }
}

const mapped = (of: (figure: (typeof FIGURES)[number]) => Float32Array) =>
  Object.fromEntries(FIGURES.map((figure) => [figure, of(figure)])) as Columns

const made = (rows: number) => mapped(() => new Float32Array(rows * AHEAD))

function grown(columns: Columns): Columns {
  const out = made((columns.expected.length / AHEAD) * 2)
  for (const figure of FIGURES) out[figure].set(columns[figure])
  return out
}

function joined(column: Float32Array, begins: readonly number[]): Float32Array {
  const out = new Float32Array(begins.length * AHEAD)
  for (const [row, begin] of begins.entries()) out.set(column.subarray(begin, begin + AHEAD), row * AHEAD)
  return out
}
