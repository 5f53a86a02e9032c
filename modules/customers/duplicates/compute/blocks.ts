import type { BlockingKey } from './blocking-keys.ts'

/** A block above this is not compared whole: its records are sorted, and only neighbours are compared. */
export const MOST_IN_BLOCK = 120

/** Records that agree in every key of a rule. */
export interface Blocks {
  /** Per record the number of its block; −1 where a key is not known. */
  ids: Int32Array
  sizes: number[]
}

/** Blocks of a rule, among all records or every `stride`th. */
export function blocksOf(keys: readonly BlockingKey[], records: number, stride = 1): Blocks {
  const ids = new Int32Array(records).fill(-1)
  const sizes: number[] = []
  const places = new Map<number, number>()
  for (let record = 0; record < records; record += stride) {
    let combined = 0
    for (const { codes, distinct } of keys) {
      const code = codes[record] ?? -1
      if (code < 0) {
        combined = -1
        break
      }
      // Below 2^53 for three keys of a hundred thousand values each.
      combined = combined * distinct + code
    }
    if (combined < 0) continue
    let place = places.get(combined)
    if (place === undefined) {
      place = sizes.length
      places.set(combined, place)
      sizes.push(0)
    }
    ids[record] = place
    sizes[place] = (sizes[place] ?? 0) + 1
  }
  return { ids, sizes }
}
