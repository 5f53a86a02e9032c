import { Worker } from 'node:worker_threads'

/** What a thread is asked: which function of which file, with what. */
export interface ThreadTask {
  file: string
  name: string
  given: readonly unknown[]
}
/** What a thread says: how far it is, then its result. */
export type ThreadMessage = { progress: unknown } | { result: unknown }

export interface Running<Progress = unknown> {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
  /** Buffers inside what is given that move to the thread instead of being copied; they are empty here afterwards. */
  transfer?: readonly ArrayBuffer[]
}

/**
 * Runs the exported function `name` of the file `url` in a thread of its own, so that the process goes on serving: rows in,
 * rows out, as structured clones. The function gets `given` and, after them, a function that takes its progress. Rejects
 * with the signal's reason when it is aborted, and with the thread's error when it fails; the thread has ended before the
 * promise settles. `runInThread<typeof fit>(new URL('./compute/fit.ts', import.meta.url), 'fit', [rows])`
 */
export async function runInThread<Compute extends (...given: never[]) => unknown, Progress = unknown>(
  url: URL,
  name: string,
  given: Partial<Parameters<Compute>>,
  { signal, onProgress, transfer = [] }: Running<Progress> = {},
): Promise<ReturnType<Compute>> {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: { file: url.href, name, given: given as unknown[] } satisfies ThreadTask,
    transferList: [...transfer],
    // Computations on columns make little garbage; the process's own young generation is sized for imports.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  })
  const { promise, resolve, reject } = Promise.withResolvers<ReturnType<Compute>>()
  const abort = () => reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  worker.on('message', (message: ThreadMessage) => {
    if ('progress' in message) onProgress?.(message.progress as Progress)
    else resolve(message.result as ReturnType<Compute>)
  })
  worker.on('error', reject)
  worker.on('exit', (code) => reject(new Error(`the thread of ${name} ended with ${code} before its result`)))
  try {
    return await promise
  } finally {
    signal?.removeEventListener('abort', abort)
    await worker.terminate()
  }
}
