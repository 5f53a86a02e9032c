import { parentPort, workerData } from 'node:worker_threads'
import { buffersOf } from './buffers-of.ts'
import type { ThreadMessage, ThreadTask } from './run-in-thread.ts'

// The thread of `runInThread`: it gets its task when it starts, and ends with the result.
const { file, name, given } = workerData as ThreadTask
const tell = (message: ThreadMessage) => parentPort?.postMessage(message)
const functions = (await import(file)) as Record<string, ((...given: unknown[]) => unknown) | undefined>
const compute = functions[name]
if (!compute) throw new Error(`${file} exports no ${name}`)
const result = compute(...given, (progress: unknown) => tell({ progress }))
parentPort?.postMessage({ result } satisfies ThreadMessage, buffersOf(result))
