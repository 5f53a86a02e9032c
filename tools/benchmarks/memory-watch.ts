import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { processField, processStatus } from './process-field.ts'

export interface MemoryPeaks {
  /** Most memory the command's process held at once, by the kernel's own mark. */
  node: number
  /** Most private memory all processes of the database held at once, their shared buffers apart. */
  database: number
  /** Most of both at one moment. */
  together: number
}

const EVERY_MS = 100

/** Watches a process and the database server of a data folder until asked for the peaks. Linux only. */
export function watchMemory(pid: number, data: string): () => MemoryPeaks {
  const peaks: MemoryPeaks = { node: 0, database: 0, together: 0 }
  const look = () => {
    peaks.node = Math.max(peaks.node, processField(pid, 'VmHWM'))
    const backends = processesOf(data).reduce((sum, one) => sum + processField(one, 'RssAnon'), 0)
    peaks.database = Math.max(peaks.database, backends)
    peaks.together = Math.max(peaks.together, backends + processField(pid, 'VmRSS'))
  }
  const timer = setInterval(look, EVERY_MS)
  return () => {
    clearInterval(timer)
    return peaks
  }
}

function processesOf(data: string): number[] {
  const postmaster = postmasterOf(data)
  // The command starts it, and stops it.
  if (postmaster === null) return []
  const children = `/proc/${postmaster}/task/${postmaster}/children`
  if (!existsSync(children)) return everyChildOf(postmaster)
  return [postmaster, ...readFileSync(children, 'utf8').split(' ').filter(Boolean).map(Number)]
}

function postmasterOf(data: string): number | null {
  try {
    return Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return null
  }
}

/** For kernels that don't list children. */
function everyChildOf(parent: number): number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return [parent, ...all.map(Number).filter((pid) => processStatus(pid).includes(`\nPPid:\t${parent}\n`))]
}
