import { AppError } from '#core/errors.ts'

const SENTENCES: Record<string, readonly [code: string, sentence: (path: string) => string]> = {
  ENOENT: ['file_not_found', (path) => `There is no ${path}.`],
  ENOTDIR: ['file_not_found', (path) => `There is no ${path}.`],
  EISDIR: ['not_a_file', (path) => `${path} is a folder.`],
  EACCES: ['file_not_open', (path) => `${path} can't be opened: you have no right to.`],
  EPERM: ['file_not_open', (path) => `${path} can't be opened: you have no right to.`],
  EROFS: ['file_not_open', (path) => `${path} can't be written: the disk is read-only.`],
  ENOSPC: ['disk_full', (path) => `${path} can't be written: the disk is full.`],
}

/** What the system says about a file that somebody named, as a sentence; null for any other error. */
export function fileTrouble(error: unknown): AppError | null {
  const { code = '', path } = (error ?? {}) as NodeJS.ErrnoException
  const known = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined
  if (!known || !path) return null
  return new AppError(422, known[0], known[1](path), { path })
}
