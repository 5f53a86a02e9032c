/**
 * The one error class of the house. `status` is the HTTP status, `code` a stable snake_case name that clients may
 * rely on, `details` what the form needs to mark the field. Everything else that is thrown is a bug.
 */
export class AppError extends Error {
  readonly status: number
  readonly code: string
  readonly details: Record<string, unknown>

  constructor(status: number, code: string, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'AppError'
    this.status = status
    this.code = code
    this.details = details
  }
}

/** 404. A foreign record and an absent one get the same answer, so ids can't be probed. */
export const notFound = (thing: string, details?: Record<string, unknown>) =>
  new AppError(404, `${thing}_not_found`, `No such ${thing.replaceAll('_', ' ')}.`, details)

/** 403. The caller is known and may not do this. */
export const forbidden = (code = 'forbidden', message = 'You may not do this.') => new AppError(403, code, message)

/** 400. The input is wrong; `details.field` names where. */
export const invalid = (code: string, message: string, details?: Record<string, unknown>) =>
  new AppError(400, code, message, details)

/** 409. The input is right, but the state of things forbids it. */
export const refused = (code: string, message: string, details?: Record<string, unknown>) =>
  new AppError(409, code, message, details)

/** 429. `retryAfter` in seconds becomes the Retry-After header. */
export const tooMany = (code: string, message: string, retryAfter: number) =>
  new AppError(429, code, message, { retryAfter })

/** 412. The record changed since it was read. */
export const stale = (version: number) =>
  new AppError(412, 'record_changed', 'Someone changed this record since you opened it. Reload and try again.', {
    version,
  })
