import { type Running, runInThread } from '#core/compute/run-in-thread.ts'
import type { findDuplicates } from './compute/find-duplicates.ts'
import type { Learned } from './compute/measures.ts'
import { type GivenPairs, scoreGiven } from './compute/score-given.ts'
import type { Row, ScanOptions, ScanProgress, ScanResult, ScoredPair } from './compute/table.ts'

/** So few rows are scored sooner than a thread begins. */
const FEW_ROWS = 600

/** `findDuplicates` in a thread of its own. */
export const scanInWorker = (
  rows: readonly Row[],
  options: ScanOptions = {},
  running: Running<ScanProgress> = {},
): Promise<ScanResult> =>
  runInThread<typeof findDuplicates, ScanProgress>(
    new URL('./compute/find-duplicates.ts', import.meta.url),
    'findDuplicates',
    [rows, options],
    running,
  )

/** `scoreGiven`, in a thread where it is more than a moment's work. */
export async function scoreInWorker(given: GivenPairs, learned: Learned): Promise<ScoredPair[]> {
  if (given.pairs.length === 0) return []
  if (given.rows.length <= FEW_ROWS) return scoreGiven(given, learned)
  return runInThread<typeof scoreGiven>(new URL('./compute/score-given.ts', import.meta.url), 'scoreGiven', [
    given,
    learned,
  ])
}
