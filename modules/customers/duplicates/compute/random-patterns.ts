import type { Field } from './field.ts'
import { type Patterns, patternCounter } from './level-patterns.ts'
import type { CompareRecords } from './record-comparer.ts'

const MOST = 1_000_000

/** Levels of up to a million pairs drawn at random; of a small table, of every pair. */
export function randomPatterns(
  fields: readonly Field[],
  records: number,
  compare: CompareRecords,
  random: () => number,
): Patterns {
  const counter = patternCounter(fields)
  const levels = new Uint8Array(fields.length)
  const look = (i: number, j: number) => {
    compare(i, j, levels)
    counter.add(levels)
  }
  if ((records * (records - 1)) / 2 <= MOST) {
    for (let i = 0; i < records; i++) for (let j = i + 1; j < records; j++) look(i, j)
  } else {
    for (let drawn = 0; drawn < MOST; drawn++) {
      const i = Math.floor(random() * records)
      const other = Math.floor(random() * (records - 1))
      look(i, other < i ? other : other + 1)
    }
  }
  return counter.take()
}
