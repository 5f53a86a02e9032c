import type { FieldParameters, Reason, ScanResult } from '#modules/customers/duplicates/compute/table.ts'
import { counted } from './counted.ts'
import { textTable } from './text-table.ts'

const SAMPLE = 10

/** `surname exact +7.1`. */
export const reasonText = ({ field, level, weight }: Reason): string => `${field} ${level} ${signed(weight)}`

const signed = (weight: number) => `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`

/** A scan in words: what was compared and how, the fields that tell most, and ten pairs from the surest to the least sure. */
export function duplicateLines(result: ScanResult, seconds: number): string[] {
  const { records, pairs, clusters, parameters, threshold, compared } = result
  const inClusters = clusters.reduce((sum, cluster) => sum + cluster.length, 0)
  const used = parameters.runs.filter((run) => run.leftOut === null)
  const lines = [
    `${counted(records, 'record')}, ${counted(compared, 'pair')} compared in ${seconds.toFixed(1)} s: ${counted(pairs.length, 'pair')} with probability ${threshold} or more, ${counted(clusters.length, 'cluster')} of ${counted(inClusters, 'record')}`,
    `Learned without labels from ${counted(parameters.randomPairs, 'random pair')} and ${counted(used.length, 'training run')} (${counted(parameters.iterations, 'iteration')}); one pair in ${Math.round(1 / parameters.lambda).toLocaleString('en')} is a match`,
  ]
  for (const { rule, leftOut } of parameters.runs) if (leftOut) lines.push(`Left out the run "${rule}": ${leftOut}`)
  lines.push(...parameters.notes, '', 'Fields, the strongest first (bits):', ...fieldLines(parameters.fields))
  if (pairs.length === 0) return [...lines, '', 'No pairs. A lower --threshold shows more.']
  const step = Math.max(1, pairs.length / SAMPLE)
  const shown = Array.from({ length: Math.min(SAMPLE, pairs.length) }, (_, at) => pairs[Math.floor(at * step)])
  const table = textTable(
    [
      { title: 'a', value: (pair) => pair?.a },
      { title: 'b', value: (pair) => pair?.b },
      { title: 'probability', value: (pair) => pair?.probability.toFixed(4), isNumber: true },
      { title: 'bits', value: (pair) => pair?.weight.toFixed(1), isNumber: true },
      { title: 'reasons', value: (pair) => pair?.reasons.map(reasonText).join('; ') },
    ],
    shown,
  )
  return [...lines, '', 'Pairs, from the surest to the least sure:', ...table]
}

function fieldLines(fields: readonly FieldParameters[]): string[] {
  const most = ({ levels }: FieldParameters) => levels[0]?.weight ?? 0
  return textTable(
    [
      { title: 'field', value: (field) => field.field },
      { title: 'taken as', value: (field) => field.role },
      { title: 'exact', value: (field) => signed(most(field)), isNumber: true },
      { title: 'different', value: (field) => signed(field.levels.at(-1)?.weight ?? 0), isNumber: true },
      { title: 'note', value: (field) => field.notes.join('; ') },
    ],
    fields.toSorted((x, y) => most(y) - most(x)),
  )
}
