import { parentPort, workerData } from 'node:worker_threads'
import { findDuplicates } from './compute/find-duplicates.ts'
import { scoreGiven } from './compute/score-given.ts'
import type { ScanMessage, ScanTask } from './scan-in-worker.ts'

// The thread of `scanInWorker` and `scoreInWorker`: it gets its task when it starts, and ends with the result.
const task = workerData as ScanTask
const tell = (message: ScanMessage) => parentPort?.postMessage(message)

tell({
  result:
    task.kind === 'scan'
      ? findDuplicates(task.rows, task.options, (progress) => tell({ progress }))
      : scoreGiven(task.given, task.learned),
})
