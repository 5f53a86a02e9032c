import { CommanderError } from 'commander'
import { AppError } from '#core/errors.ts'
import { fileTrouble } from './file-trouble.ts'
import { printJson } from './place.ts'

/** Says what went wrong: on standard error, and with `--json` as the one document on standard output. */
export function tellFailure(thrown: unknown, isJson: boolean): void {
  const error = fileTrouble(thrown) ?? thrown
  const isUsage = error instanceof CommanderError
  // Help that was asked for is no failure.
  if (isUsage && error.exitCode === 0) return
  process.exitCode = 1
  // What is wrong with the words of the command, commander has said already.
  if (!isUsage) console.error(error instanceof AppError ? `${error.message} (${error.code})` : error)
  if (isJson) printJson({ error: documentOf(error) })
}

function documentOf(error: unknown) {
  if (error instanceof AppError) return { code: error.code, message: error.message, details: error.details }
  const message = error instanceof Error ? error.message.replace(/^error: /, '') : String(error)
  return { code: error instanceof CommanderError ? 'usage' : 'internal_error', message }
}
