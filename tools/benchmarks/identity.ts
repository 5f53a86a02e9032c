import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { textTable } from '../../apps/cli/text-table.ts'
import { findDuplicates } from '../../modules/customers/duplicates/compute/find-duplicates.ts'
import { hasLinkageFiles, linkageFiles } from '../../modules/customers/duplicates/testing/linkage-files.ts'
import { type PairScores, pairScores, pairsOfClusters } from '../../modules/customers/duplicates/testing/pair-scores.ts'
import { counted, megabytes, seconds } from './figure.ts'
import { type GrownScan, measureScan } from './identity-scan.ts'

interface Accuracy {
  what: string
  records: number
  pairs: PairScores
  clusters: PairScores
  ms: number
}

/**
 * `npm run bench:identity [-- --sizes 10000,30000,100000]`: how well duplicates are found on published files with known
 * answers, and how time and memory grow with made-up customers. One set of defaults for all; answers are read for scoring only.
 */
const { values } = parseArgs({ options: { sizes: { type: 'string', default: '10000,30000,100000' } } })
const sizes = values.sizes.split(',').map(Number)
if (sizes.some((size) => !Number.isSafeInteger(size) || size < 100)) throw new Error('--sizes: whole numbers from 100.')

console.log(`Load average before: ${(loadavg()[0] ?? 0).toFixed(1)}\n`)
if (hasLinkageFiles()) console.log(`${accuracyTable(Object.values(linkageFiles).map(accuracyOf)).join('\n')}\n`)
else console.log('Published files: skipped: no shared data (RAPPORT_SHARED_DATA names the folder)\n')

const folder = mkdtempSync(join(tmpdir(), 'rapport-identity-'))
try {
  const scans: GrownScan[] = []
  for (const size of sizes) scans.push(await measureScan(size, folder))
  console.log(growthTable(scans).join('\n'))
} finally {
  rmSync(folder, { recursive: true })
}

function accuracyOf(read: (typeof linkageFiles)['febrl1']): Accuracy {
  const { name, rows, entityOf } = read()
  const begun = performance.now()
  const { pairs, clusters } = findDuplicates(rows)
  const ms = performance.now() - begun
  return {
    what: name,
    records: rows.length,
    pairs: pairScores(
      pairs.map(({ a, b }) => [a, b] as const),
      entityOf,
    ),
    clusters: pairScores(pairsOfClusters(clusters), entityOf),
    ms,
  }
}

function scoreColumns<T>(of: (row: T) => { pairs: PairScores; clusters: PairScores }) {
  return (['pairs', 'clusters'] as const).flatMap((kind) =>
    (['precision', 'recall', 'f1'] as const).map((score) => ({
      title: `${kind}: ${score === 'f1' ? 'F1' : score}`,
      value: (row: T) => of(row)[kind][score].toFixed(4),
      isNumber: true,
    })),
  )
}

function accuracyTable(rows: readonly Accuracy[]): string[] {
  return textTable(
    [
      { title: 'file', value: (row) => row.what },
      { title: 'records', value: (row) => counted(row.records), isNumber: true },
      { title: 'true pairs', value: (row) => counted(row.pairs.truePairs), isNumber: true },
      ...scoreColumns<Accuracy>((row) => row),
      { title: 'time', value: (row) => seconds(row.ms), isNumber: true },
    ],
    rows,
  )
}

function growthTable(rows: readonly GrownScan[]): string[] {
  const first = rows[0]
  // By processor time: other programs lengthen the clock's.
  const growth = ({ cpuSeconds, records }: GrownScan) =>
    first ? cpuSeconds / first.cpuSeconds / (records / first.records) : 1
  return textTable(
    [
      { title: 'made-up customers', value: (row) => counted(row.records), isNumber: true },
      { title: 'true pairs', value: (row) => counted(row.pairs.truePairs), isNumber: true },
      { title: 'compared', value: (row) => counted(row.compared), isNumber: true },
      ...scoreColumns<GrownScan>((row) => row),
      { title: 'scan', value: (row) => seconds(row.ms), isNumber: true },
      { title: 'command', value: (row) => seconds(row.wholeMs), isNumber: true },
      { title: 'processor', value: (row) => seconds(row.cpuSeconds * 1000), isNumber: true },
      { title: 'peak memory', value: (row) => megabytes(row.peak), isNumber: true },
      { title: '× of linear', value: (row) => growth(row).toFixed(2), isNumber: true },
    ],
    rows,
  )
}
