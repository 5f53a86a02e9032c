/** One field that the server refused, from `details.fields`. */
export interface FieldProblem {
  field: string
  reason: string
}

/** An answer of the server that is not a success; `status` 0 when no answer came at all. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly details: Record<string, unknown>
  readonly requestId: string

  constructor(status: number, code: string, message: string, details: Record<string, unknown> = {}, requestId = '') {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.details = details
    this.requestId = requestId
  }

  /** Fields to mark in a form. */
  get fields(): FieldProblem[] {
    const { fields, field } = this.details
    if (Array.isArray(fields)) return fields as FieldProblem[]
    return typeof field === 'string' ? [{ field, reason: this.message }] : []
  }
}
