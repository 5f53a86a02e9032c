import { explainPairs } from './explain-pairs.ts'
import { probabilityOf } from './find-lambda.ts'
import { growingPairs } from './growing-pairs.ts'
import { impliedPlaces } from './implied-fields.ts'
import { learnedFields } from './learned-fields.ts'
import type { Learned } from './measures.ts'
import { recordComparer } from './record-comparer.ts'
import { LEAST_WEIGHT } from './score-pairs.ts'
import type { Row, ScoredPair } from './table.ts'
import { pairWeigher } from './weigh-pairs.ts'

export interface GivenPairs {
  rows: readonly Row[]
  /** Ids of rows. */
  pairs: readonly (readonly [string, string])[]
  threshold: number
  country: string
}

/** Those of the given pairs that reach a probability, as the scan that learned would have scored them, the surest first. */
export function scoreGiven({ rows: given, pairs, threshold, country }: GivenPairs, learned: Learned): ScoredPair[] {
  const rows = [...given].sort((a, b) => (a.id < b.id ? -1 : 1))
  const places = new Map(rows.map(({ id }, at) => [id, at]))
  const fields = learnedFields(rows, learned, country)
  const compare = recordComparer(fields, impliedPlaces(fields, learned.measures.implied))
  const weigher = pairWeigher(fields, learned.measures)
  const levels = new Uint8Array(fields.length)
  const parts = new Float64Array(fields.length)
  const kept = growingPairs()
  for (const [one, other] of pairs) {
    const [i, j] = [places.get(one), places.get(other)]
    if (i === undefined || j === undefined || i === j) continue
    compare(Math.min(i, j), Math.max(i, j), levels)
    const weight = weigher.weigh(Math.min(i, j), Math.max(i, j), levels, parts)
    if (weight >= LEAST_WEIGHT && probabilityOf(weight, learned.lambda) >= threshold) kept.add(i, j, weight)
  }
  const comparing = { fields, records: rows.length, compare, weigher }
  return explainPairs(comparing, rows, { ...kept.sorted(() => true), lambda: learned.lambda }).pairs
}
