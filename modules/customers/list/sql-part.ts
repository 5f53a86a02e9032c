import { type RawBuilder, sql } from 'kysely'

/** A piece of SQL with its bound values; made by the `sql` tag only. */
export type SqlPart = RawBuilder<unknown>

export const TRUE: SqlPart = sql`true`
export const FALSE: SqlPart = sql`false`

export const allOf = (parts: readonly SqlPart[]): SqlPart => (parts.length === 0 ? TRUE : joined(parts, sql` and `))
export const anyOf = (parts: readonly SqlPart[]): SqlPart => (parts.length === 0 ? FALSE : joined(parts, sql` or `))

/** Unknown counts as "no", so that the opposite of a condition is everybody else. */
export const notSo = (part: SqlPart): SqlPart => sql`(${part}) is not true`

function joined(parts: readonly SqlPart[], word: RawBuilder<unknown>): SqlPart {
  const [only] = parts
  return parts.length === 1 && only ? only : sql`(${sql.join(parts, word)})`
}
