import type { Field } from './field.ts'

/** Pairs counted by their levels in all fields: EM needs no more of them than that. */
export interface Patterns {
  /** One row of `fields.length` levels (as `compareRecords` writes them) per pattern. */
  levels: Uint8Array
  counts: Float64Array
  size: number
  pairs: number
}

/** A counter of patterns for the pairs of one sample. */
export function patternCounter(fields: readonly Field[]): { add(levels: Uint8Array): void; take(): Patterns } {
  const width = fields.length
  const places = new Map<string, number>()
  const rows: Uint8Array[] = []
  const counts: number[] = []
  let pairs = 0
  return {
    add(levels) {
      const key = String.fromCharCode(...levels)
      const place = places.get(key)
      pairs++
      if (place === undefined) {
        places.set(key, rows.length)
        rows.push(levels.slice())
        counts.push(1)
      } else {
        counts[place] = (counts[place] ?? 0) + 1
      }
    },
    take() {
      const levels = new Uint8Array(rows.length * width)
      for (const [at, row] of rows.entries()) levels.set(row, at * width)
      return { levels, counts: Float64Array.from(counts), size: rows.length, pairs }
    },
  }
}
