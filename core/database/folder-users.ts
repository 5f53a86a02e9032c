import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '#core/errors.ts'

const opens = new Map<string, number>()

/** Notes that this process uses the database of a data folder, so that no other process stops it under us. */
export function enterFolder(data: string): void {
  opens.set(data, (opens.get(data) ?? 0) + 1)
  mkdirSync(usersFolder(data), { recursive: true })
  writeFileSync(join(usersFolder(data), String(process.pid)), processMark(process.pid))
}

/** Takes the note back; true when nobody uses the folder any more, so the caller should stop the server. */
export function leaveFolder(data: string): boolean {
  const left = (opens.get(data) ?? 1) - 1
  opens.set(data, left)
  if (left > 0) return false
  rmSync(join(usersFolder(data), String(process.pid)), { force: true })
  const marks = readdirSync(usersFolder(data)).map((name) => readFileSync(join(usersFolder(data), name), 'utf8'))
  return !marks.some(isAlive)
}

/** Lets one process at a time start or stop the server. A lock left by a dead process is broken. */
export async function withFolderLock<T>(data: string, work: () => Promise<T>): Promise<T> {
  const lock = join(data, 'database.lock')
  for (let tries = 0; !tryLock(lock); tries++) {
    if (tries > 600) throw new AppError(503, 'data_folder_busy', `Another process holds ${lock}.`)
    await wait(100)
  }
  try {
    return await work()
  } finally {
    release(lock)
  }
}

/**
 * Marks this process as the one server of the data folder.
 * @throws refused `already_serving` when another living process holds the mark.
 */
export function claimFolder(data: string): () => void {
  mkdirSync(data, { recursive: true })
  const mark = join(data, 'serving.lock')
  if (!tryLock(mark)) {
    const pid = existsSync(mark) ? readFileSync(mark, 'utf8').split(' ')[0] : '?'
    throw new AppError(
      409,
      'already_serving',
      `Rapport already serves this folder (process ${pid}). Stop it first, or use another --data folder.`,
    )
  }
  return () => release(mark)
}

const held = new Set<string>()

function tryLock(file: string): boolean {
  if (held.has(file)) return false
  try {
    writeFileSync(file, processMark(process.pid), { flag: 'wx' })
    held.add(file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  try {
    const mark = readFileSync(file, 'utf8')
    // An empty file is a lock being written this moment; only an old one is a leftover.
    if (mark ? isAlive(mark) : Date.now() - statSync(file).mtimeMs < 5000) return false
    rmSync(file, { force: true })
  } catch {
    return false // the holder let go between our looks: try again
  }
  return tryLock(file)
}

function release(file: string): void {
  held.delete(file)
  rmSync(file, { force: true })
}

/** Process id and start time: after a crash or in a new container the same number may be somebody else. */
function processMark(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return String(pid)
  }
}

function isAlive(mark: string): boolean {
  const pid = Number(mark.split(' ')[0])
  if (!Number.isInteger(pid) || pid <= 0) return false
  if (existsSync('/proc/self/stat')) return processMark(pid) === mark && mark.includes(' ')
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const usersFolder = (data: string) => join(data, 'users')
