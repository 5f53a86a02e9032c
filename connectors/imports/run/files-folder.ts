import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from '#core/house.ts'
import type { Run } from './run.ts'

/** A name that says nothing about the file and can't be guessed. */
export const newFileKey = () => `import-${randomBytes(24).toString('hex')}`

export function filesFolder(house: House): string {
  const folder = join(house.data, 'files')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Where the file of a run lies, if this machine has it. */
export function pathOfRun(house: House, run: Run): string | null {
  if (run.file_path !== null) return existsSync(run.file_path) ? run.file_path : null
  if (run.file_key === null || !/^import-[0-9a-f]{48}$/.test(run.file_key)) return null
  const path = join(filesFolder(house), run.file_key)
  return existsSync(path) ? path : null
}

export function removeFile(house: House, fileKey: string | null): void {
  if (fileKey !== null && /^import-[0-9a-f]{48}$/.test(fileKey))
    rmSync(join(filesFolder(house), fileKey), { force: true })
}
