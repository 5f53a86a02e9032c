import { AppError } from '#core/errors.ts'

/** A file that can't be read as a whole; `line` names where. Nothing of it is written. */
export const fileError = (code: string, message: string, line?: number) =>
  new AppError(422, code, line === undefined ? message : `Line ${line}: ${message}`, line === undefined ? {} : { line })
