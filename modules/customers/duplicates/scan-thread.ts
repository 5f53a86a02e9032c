import { parentPort, workerData } from 'node:worker_threads'
import { findDuplicates } from './compute/find-duplicates.ts'
import type { Row, ScanOptions } from './compute/table.ts'
import type { ScanMessage } from './scan-in-worker.ts'

// The thread of `scanInWorker`: it gets the rows when it starts, and ends with its result.
const { rows, options } = workerData as { rows: Row[]; options: ScanOptions }
const tell = (message: ScanMessage) => parentPort?.postMessage(message)

tell({ result: findDuplicates(rows, options, (progress) => tell({ progress })) })
