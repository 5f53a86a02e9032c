import { readFileSync } from 'node:fs'

/** A size that the kernel keeps of a process (VmHWM: the most memory it ever held), in bytes; 0 when it has ended. Linux only. */
export function processField(pid: number, field: string): number {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(processStatus(pid))
  return Number(found?.[1] ?? 0) * 1024
}

/** What the kernel says of a process; empty when it has ended. */
export function processStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    // It has ended in the meantime.
    return ''
  }
}
