import { Worker } from 'node:worker_threads'
import type { Learned } from './compute/measures.ts'
import { type GivenPairs, scoreGiven } from './compute/score-given.ts'
import type { Row, ScanOptions, ScanProgress, ScanResult, ScoredPair } from './compute/table.ts'

/** What the thread is asked. */
export type ScanTask =
  | { kind: 'scan'; rows: readonly Row[]; options: ScanOptions }
  | { kind: 'score'; given: GivenPairs; learned: Learned }
/** What the thread says: how far it is, then its result. */
export type ScanMessage<R = unknown> = { progress: ScanProgress } | { result: R }

interface Running {
  signal?: AbortSignal
  onProgress?: (progress: ScanProgress) => void
}

/** So few rows are scored sooner than a thread begins. */
const FEW_ROWS = 600

/**
 * `findDuplicates` in a thread of its own, so that the process goes on serving. Rejects with the signal's reason when it is
 * aborted, and with the thread's error when it fails; the thread has ended before the promise settles.
 */
export const scanInWorker = (
  rows: readonly Row[],
  options: ScanOptions = {},
  running: Running = {},
): Promise<ScanResult> => inThread<ScanResult>({ kind: 'scan', rows, options }, running)

/** `scoreGiven`, in a thread where it is more than a moment's work. */
export async function scoreInWorker(given: GivenPairs, learned: Learned): Promise<ScoredPair[]> {
  if (given.pairs.length === 0) return []
  return given.rows.length <= FEW_ROWS ? scoreGiven(given, learned) : inThread({ kind: 'score', given, learned }, {})
}

async function inThread<R>(task: ScanTask, { signal, onProgress }: Running): Promise<R> {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./scan-thread.ts', import.meta.url), { workerData: task })
  const { promise, resolve, reject } = Promise.withResolvers<R>()
  const abort = () => reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  worker.on('message', (message: ScanMessage<R>) => {
    if ('progress' in message) onProgress?.(message.progress)
    else resolve(message.result)
  })
  worker.on('error', reject)
  worker.on('exit', (code) => reject(new Error(`the scan's thread ended with ${code} before its result`)))
  try {
    return await promise
  } finally {
    signal?.removeEventListener('abort', abort)
    await worker.terminate()
  }
}
