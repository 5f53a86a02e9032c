import { InvalidArgumentError } from 'commander'
import { createImport } from '#connectors/imports/contract.ts'

/** What `--source` takes: the names that the API takes, so that references can be told from them by a colon. */
export function sourceName(text: string): string {
  const read = createImport.body.shape.source.safeParse(text)
  if (!read.success) {
    throw new InvalidArgumentError('Letters, digits, blanks, ".", "_" and "-", 60 at most; for example my-shop.')
  }
  return read.data
}
