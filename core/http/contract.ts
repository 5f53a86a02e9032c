import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One HTTP call as data. Server and browser read the same object; OpenAPI is made from it. */
export interface Call {
  method: Method
  /** Path with `:name` parameters, under `/api`. */
  path: `/api/${string}`
  /** Permission the caller must hold; `public` for anybody, `signed-in` for anybody with an account. */
  permission: string
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** Absent: 204 without content. */
  reply?: z.ZodType
  /** Codes of AppErrors it may answer, besides those every call may (see `COMMON_ERRORS`). */
  errors?: readonly string[]
  /** Reads personal data: each call leaves an entry in the audit log. */
  personal?: boolean
  /** Needs `If-Match` with the version that the caller has seen; becomes `ifMatch` of the input. */
  versioned?: boolean
  /** A repeated request with the same Idempotency-Key gets the first answer. */
  idempotent?: boolean
  /** What it costs of what may be asked in a minute; 1 unless said otherwise. */
  cost?: number
  /** A POST that makes a record: answers 201, as idempotent ones do too. */
  creates?: boolean
  /** Bytes a body may have; 1 MiB unless said otherwise. */
  bodyLimit?: number
  /** Milliseconds one statement may take; 5,000 unless said otherwise. */
  timeout?: number
}

type Shape<T> = T extends z.ZodType ? z.output<T> : unknown

/** What the use case behind a call receives: params, query and body in one object. */
export type InputOf<C extends Call> = Shape<C['params']> &
  Shape<C['query']> &
  Shape<C['body']> &
  (C['versioned'] extends true ? { ifMatch: number } : unknown)

export type ReplyOf<C extends Call> = C['reply'] extends z.ZodType ? z.input<C['reply']> : void

/** Declares a call. Literal types are kept, so that the browser knows method and path. */
export const call = <const C extends Call>(definition: C): C => definition

/** Codes that any call may answer. */
export const COMMON_ERRORS = [
  'not_signed_in',
  'forbidden',
  'invalid_input',
  'precondition_required',
  'record_changed',
  'database_unavailable',
  'too_many_requests',
  'internal_error',
] as const
