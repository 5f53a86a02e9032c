import { blockingKeys } from './blocking-keys.ts'
import { explainPairs } from './explain-pairs.ts'
import { impliedPlaces } from './implied-fields.ts'
import { learnedFields } from './learned-fields.ts'
import type { Learned } from './measures.ts'
import { recordComparer } from './record-comparer.ts'
import { scorePairs } from './score-pairs.ts'
import type { Row, ScoredPair } from './table.ts'
import { pairWeigher } from './weigh-pairs.ts'

/** All pairs of a table by what an earlier scan learned, nothing learned anew: the slow way to what `scoreGiven` keeps up. */
export function rescore(
  table: readonly Row[],
  learned: Learned,
  { threshold, country, allUpTo }: { threshold: number; country: string; allUpTo?: number },
): ScoredPair[] {
  const rows = [...table].sort((a, b) => (a.id < b.id ? -1 : 1))
  const fields = learnedFields(rows, learned, country)
  const compare = recordComparer(fields, impliedPlaces(fields, learned.measures.implied))
  const weigher = pairWeigher(fields, learned.measures)
  const known = new Map(blockingKeys(fields, learned.blocking.words).map((key) => [key.name, key]))
  const rules = learned.blocking.rules.flatMap(({ name, keys: names }) => {
    const keys = names.flatMap((key) => known.get(key) ?? [])
    return keys.length === names.length ? [{ name, keys, expected: 0 }] : []
  })
  const comparing = { fields, records: rows.length, compare, weigher }
  const kept = scorePairs(
    comparing,
    rules,
    { start: learned.lambda, isFixed: true, ...(allUpTo !== undefined && { allUpTo }) },
    threshold,
  )
  return explainPairs(comparing, rows, kept).pairs
}
