import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { csvLine } from '#core/words/csv-cells.ts'
import { makePeople } from '../../modules/customers/duplicates/testing/made-people.ts'
import { type PairScores, pairScores, pairsOfClusters } from '../../modules/customers/duplicates/testing/pair-scores.ts'
import { processField } from './process-field.ts'
import { processSeconds } from './process-seconds.ts'
import { runRapport } from './run-rapport.ts'

export interface GrownScan {
  records: number
  compared: number
  pairs: PairScores
  clusters: PairScores
  /** The scan itself, and the command from typing to exit with reading and writing of files. */
  ms: number
  wholeMs: number
  /** Processor time of the whole command, all threads. */
  cpuSeconds: number
  /** Most memory the command's process held at once, in bytes, by the kernel's own mark. */
  peak: number
}

const SEED = 20_261
const EVERY_MS = 50

/** `./rapport model duplicates` over made-up customers whose duplicates are known. */
export async function measureScan(records: number, folder: string): Promise<GrownScan> {
  const { rows, personOf } = makePeople(records, SEED)
  const columns = Object.keys(rows[0]?.fields ?? {})
  const [file, pairs, clusters] = ['people', 'pairs', 'clusters'].map((name) => join(folder, `${name}-${records}.csv`))
  if (!file || !pairs || !clusters) throw new Error('no folder')
  const lines = rows.map(({ id, fields }) => csvLine([id, ...columns.map((column) => fields[column] ?? '')]))
  writeFileSync(file, csvLine(['id', ...columns]) + lines.join(''))
  let peak = 0
  let cpuSeconds = 0
  let timer: NodeJS.Timeout | undefined
  const { reply, ms } = await runRapport<{ compared: number; seconds: number }>(
    ['model', 'duplicates', file, '--id', 'id', '--out', pairs, '--clusters', clusters],
    (pid) => {
      timer = setInterval(() => {
        peak = Math.max(peak, processField(pid, 'VmHWM'))
        cpuSeconds = Math.max(cpuSeconds, processSeconds(pid))
      }, EVERY_MS)
    },
  ).finally(() => clearInterval(timer))
  const found = read(pairs).map((row) => [row['id_a'] ?? '', row['id_b'] ?? ''] as const)
  return {
    records,
    compared: reply.compared,
    pairs: pairScores(found, personOf),
    clusters: pairScores(pairsOfClusters(groupsOf(read(clusters))), personOf),
    ms: reply.seconds * 1000,
    wholeMs: ms,
    cpuSeconds,
    peak,
  }
}

const read = (path: string) => parse(readFileSync(path), { columns: true }) as Record<string, string>[]

function groupsOf(rows: readonly Record<string, string>[]): string[][] {
  const groups = Map.groupBy(rows, (row) => row['cluster'])
  return [...groups.values()].map((members) => members.map((member) => member['id'] ?? ''))
}
