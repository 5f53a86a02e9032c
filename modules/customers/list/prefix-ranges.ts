import { sql } from 'kysely'
import { anyOf, type SqlPart } from './sql-part.ts'

const LAST_CHARACTER = '\u{10FFFF}'

/** Texts of a column collated "C" that begin with these letters, as a range that an index serves. */
export const startsWith = (column: SqlPart, start: string): SqlPart =>
  sql`(${column} >= ${start} and ${column} < ${start + LAST_CHARACTER})`

/** Paths that are one of these or lie below it; `0` is the character after `/`. */
export const inRegions = (column: SqlPart, paths: readonly string[]): SqlPart =>
  anyOf(paths.map((path) => sql`(${column} = ${path} or (${column} >= ${`${path}/`} and ${column} < ${`${path}0`}))`))
