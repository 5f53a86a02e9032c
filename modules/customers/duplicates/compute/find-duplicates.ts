import { blockingKeys } from './blocking-keys.ts'
import { chooseRules } from './choose-rules.ts'
import { clusterRecords } from './cluster-records.ts'
import { describeModel } from './describe-model.ts'
import type { Field } from './field.ts'
import { probabilityOf } from './find-lambda.ts'
import { guessRoles } from './guess-roles.ts'
import { readFields } from './read-fields.ts'
import { recordComparer } from './record-comparer.ts'
import { scorePairs, weightOf } from './score-pairs.ts'
import { seededRandom } from './seeded-random.ts'
import type { Row, ScanOptions, ScanProgress, ScanResult, ScoredPair } from './table.ts'
import { trainModel } from './train-model.ts'
import { pairWeigher } from './weigh-pairs.ts'

/** Half and half: which of two is likelier. */
export const DEFAULT_THRESHOLD = 0.5

/**
 * Which rows of a table are one person, firm or paper, learned from the rows alone (Fellegi and Sunter 1969). The order of
 * rows and columns makes no difference. Ids must be unique.
 */
export function findDuplicates(
  table: readonly Row[],
  options: ScanOptions = {},
  onProgress: (progress: ScanProgress) => void = () => {},
): ScanResult {
  const rows = [...table].sort((a, b) => (a.id < b.id ? -1 : 1))
  const threshold = options.threshold ?? DEFAULT_THRESHOLD
  onProgress({ phase: 'read', done: 0, total: 1 })
  const roles = guessRoles(rows, options.roles)
  const fields = readFields(rows, roles, options.country ?? 'CN')
  const compare = recordComparer(fields)
  const rules = chooseRules(blockingKeys(fields), rows.length)
  const model = trainModel(fields, rules, rows.length, compare, seededRandom(options.seed ?? 1), (done, total) =>
    onProgress({ phase: 'train', done, total }),
  )
  const weigher = pairWeigher(fields, model.m, model.u)
  const kept = scorePairs(fields, rules, rows.length, compare, weigher, model.lambda, threshold, (done, total) =>
    onProgress({ phase: 'compare', done, total }),
  )
  onProgress({ phase: 'cluster', done: 0, total: 1 })
  const levels = new Uint8Array(fields.length)
  const parts = new Float64Array(fields.length)
  const enough = weightOf(threshold, kept.lambda)
  const overOf = (i: number, j: number) => {
    compare(i, j, levels)
    return weigher.weigh(i, j, levels, parts) - enough
  }
  const links = Array.from(kept.a, (a, at) => ({ a, b: kept.b[at] ?? 0, over: (kept.weights[at] ?? 0) - enough }))
  const groups = clusterRecords(links, overOf)
  const idOf = (record: number) => rows[record]?.id ?? ''
  const pairs = links.map(({ a, b, over }): ScoredPair => {
    compare(a, b, levels)
    weigher.weigh(a, b, levels, parts)
    return {
      a: idOf(a),
      b: idOf(b),
      probability: probabilityOf(over + enough, kept.lambda),
      weight: over + enough,
      reasons: fields.flatMap((field, at) => reasonOf(field, rows, a, b, levels[at] ?? 0, parts[at] ?? 0)),
    }
  })
  return {
    records: rows.length,
    compared: kept.compared,
    threshold,
    pairs: pairs.sort((x, y) => y.weight - x.weight || (x.a < y.a ? -1 : x.a > y.a ? 1 : x.b < y.b ? -1 : 1)),
    clusters: groups.map((group) => group.map(idOf)),
    parameters: describeModel(fields, model, weigher.weights, kept),
    logLikelihood: model.logLikelihood,
  }
}

function reasonOf(field: Field, rows: readonly Row[], a: number, b: number, level: number, weight: number) {
  if (level === 0) return []
  const cellOf = (record: number) => rows[record]?.fields[field.column] ?? ''
  const name = field.comparison.levels[level - 1] ?? ''
  return [{ field: field.name, level: name, weight, a: cellOf(a), b: cellOf(b) }]
}
