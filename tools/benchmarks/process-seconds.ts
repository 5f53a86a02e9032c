import { readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** Processor time a process has used in all its threads, in seconds: says the same on a busy machine; 0 when it has ended. Linux only. */
export function processSeconds(pid: number): number {
  try {
    // The command's name, in brackets, may hold blanks; user and system time are the 12th and 13th word after it.
    const words = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return (Number(words[11]) + Number(words[12])) / TICKS_PER_SECOND
  } catch {
    // It has ended in the meantime.
    return 0
  }
}
