import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { invalid, notFound } from '#core/errors.ts'

/** The absolute path of a file that a command is given. @throws notFound `file_not_found`; invalid `not_a_file`. */
export function givenFile(file: string): string {
  const path = resolve(file)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw notFound('file', { path: file })
  if (!found.isFile()) throw invalid('not_a_file', `${file} is a folder. Name the file in it.`, { path: file })
  return path
}
