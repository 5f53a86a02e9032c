import { AHEAD } from './expected-days.ts'

/** Sums by category and set of units, for those that have any. */
export interface DaySums {
  category: Int32Array
  set: Int32Array
  /** Row by row, 30 days each: purchases expected on each of the next 30 days, and the sum of variances. */
  expected: Float64Array
  variance: Float64Array
  /** The same of the last 30 days: expected before them, and what came. */
  told: Float64Array
  came: Float64Array
}

type Figure = 'expected' | 'variance' | 'told' | 'came'

/** Sums that grow where something is added. */
export function daySums(sets: number) {
  const rows = new Map<number, Record<Figure, Float64Array>>()
  const empty = () => new Float64Array(AHEAD)
  const row = (category: number, set: number) => {
    const key = category * sets + set
    const known = rows.get(key)
    if (known) return known
    const made = { expected: empty(), variance: empty(), told: empty(), came: empty() }
    rows.set(key, made)
    return made
  }
  const joined = (keys: readonly number[], figure: Figure) => {
    const all = new Float64Array(keys.length * AHEAD)
    for (const [at, key] of keys.entries()) all.set((rows.get(key) as Record<Figure, Float64Array>)[figure], at * AHEAD)
    return all
  }
  return {
    row,
    sums: (): DaySums => {
      const keys = [...rows.keys()].sort((one, other) => one - other)
      return {
        category: Int32Array.from(keys, (key) => Math.floor(key / sets)),
        set: Int32Array.from(keys, (key) => key % sets),
        expected: joined(keys, 'expected'),
        variance: joined(keys, 'variance'),
        told: joined(keys, 'told'),
        came: joined(keys, 'came'),
      }
    },
  }
}
