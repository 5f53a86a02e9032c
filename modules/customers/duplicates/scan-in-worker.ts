import { Worker } from 'node:worker_threads'
import type { Row, ScanOptions, ScanProgress, ScanResult } from './compute/table.ts'

/** What the thread says: how far it is, then its result. */
export type ScanMessage = { progress: ScanProgress } | { result: ScanResult }

/**
 * `findDuplicates` in a thread of its own, so that the process goes on serving. Rejects with the signal's reason when it is
 * aborted, and with the thread's error when it fails; the thread has ended before the promise settles.
 */
export async function scanInWorker(
  rows: readonly Row[],
  options: ScanOptions = {},
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: ScanProgress) => void } = {},
): Promise<ScanResult> {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./scan-thread.ts', import.meta.url), { workerData: { rows, options } })
  const { promise, resolve, reject } = Promise.withResolvers<ScanResult>()
  const abort = () => reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  worker.on('message', (message: ScanMessage) => {
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
