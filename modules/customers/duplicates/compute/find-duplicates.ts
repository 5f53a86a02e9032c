import { seededRandom } from '#core/words/seeded-random.ts'
import { blockingKeys, wordsAsked } from './blocking-keys.ts'
import { type BlockingRule, chooseRules } from './choose-rules.ts'
import { clusterRecords } from './cluster-records.ts'
import { describeModel } from './describe-model.ts'
import { explainPairs } from './explain-pairs.ts'
import type { Field } from './field.ts'
import { guessRoles } from './guess-roles.ts'
import { measureFields } from './measure-fields.ts'
import type { Learned } from './measures.ts'
import { readFields } from './read-fields.ts'
import { recordComparer } from './record-comparer.ts'
import { recordKeys } from './record-keys.ts'
import { scorePairs, weightOf } from './score-pairs.ts'
import type { Row, ScanOptions, ScanProgress, ScanResult } from './table.ts'
import { trainModel } from './train-model.ts'
import { pairWeigher } from './weigh-pairs.ts'

/** Half and half: whichever is likelier. */
export const DEFAULT_THRESHOLD = 0.5

/**
 * Which rows of a table are one person, firm or paper, learned from the rows alone (Fellegi and Sunter 1969). The order of
 * rows makes no difference. Every row has an id of its own.
 */
export function findDuplicates(
  table: readonly Row[],
  options: ScanOptions = {},
  onProgress: (progress: ScanProgress) => void = () => {},
): ScanResult {
  const tell = (phase: ScanProgress['phase']) => (done: number, total: number) => onProgress({ phase, done, total })
  const threshold = options.threshold ?? DEFAULT_THRESHOLD
  const rows = [...table].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  tell('read')(0, 1)
  const fields = readFields(rows, guessRoles(rows, options.roles), options.country ?? 'CN')
  const compare = recordComparer(fields)
  const keys = blockingKeys(fields).filter(({ distinct }) => distinct > 1)
  const rules = chooseRules(keys, rows.length)
  const random = seededRandom(options.seed ?? 1)
  const model = trainModel(fields, rules, rows.length, compare, random, tell('train'))
  const measures = measureFields(fields, model.m, model.u)
  const weigher = pairWeigher(fields, measures)
  const comparing = { fields, records: rows.length, compare, weigher }
  const kept = scorePairs(comparing, rules, { start: model.lambda }, threshold, tell('compare'))
  tell('cluster')(0, 1)
  const levels = new Uint8Array(fields.length)
  const parts = new Float64Array(fields.length)
  const enough = weightOf(threshold, kept.lambda)
  const groups = clusterRecords(
    Array.from(kept.a, (a, at) => ({ a, b: kept.b[at] ?? 0, over: (kept.weights[at] ?? 0) - enough })),
    (i, j) => {
      compare(i, j, levels)
      return weigher.weigh(i, j, levels, parts) - enough
    },
  )
  tell('cluster')(1, 1)
  const { pairs, note } = explainPairs(comparing, rows, kept)
  const learned = { measures, blocking: blockingOf(fields, rules), lambda: kept.lambda }
  const parameters = describeModel(fields, model, weigher.weights, kept)
  return {
    records: rows.length,
    compared: kept.compared,
    threshold,
    pairs,
    clusters: groups.map((group) => group.map((record) => rows[record]?.id ?? '')),
    parameters: note === null ? parameters : { ...parameters, notes: [...parameters.notes, note] },
    logLikelihood: model.logLikelihood,
    learned,
    keys: options.withKeys ? recordKeys(fields, learned.blocking, rows.length) : null,
  }
}

function blockingOf(fields: readonly Field[], rules: readonly BlockingRule[]): Learned['blocking'] {
  const named = rules.map(({ name, keys }) => ({ name, keys: keys.map((key) => key.name) }))
  return {
    rules: named,
    words: wordsAsked(
      fields,
      named.flatMap(({ keys }) => keys),
    ),
  }
}
