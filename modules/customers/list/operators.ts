import { sql } from 'kysely'
import type { z } from 'zod'
import { addDays } from '#core/words/dates.ts'
import { normaliseEmail } from '#core/words/emails.ts'
import { normalisePhone } from '#core/words/phones.ts'
import { nameSort } from '../customer/name-sort.ts'
import { beginBefore, beginOf, dayAhead, type FilterScene } from './filter-scene.ts'
import { inRegions, startsWith } from './prefix-ranges.ts'
import { allOf, anyOf, notSo, type SqlPart } from './sql-part.ts'
import { values } from './values.ts'

/** How a column may be asked: what the value must look like, and the SQL with that value bound. */
export interface Operator {
  value: z.ZodType
  toSql(column: SqlPart, value: never, scene: FilterScene): SqlPart
}

export type Operators = Readonly<Record<string, Operator>>

export function operator<S extends z.ZodType>(
  value: S,
  toSql: (column: SqlPart, value: z.output<S>, scene: FilterScene) => SqlPart,
): Operator {
  return { value, toSql }
}

const empty = operator(values.none, (column) => sql`${column} is null`)
const filled = operator(values.none, (column) => sql`${column} is not null`)
const isAny = operator(values.codes, (column, codes) => sql`${column} = any(${codes}::text[])`)
/** Said by what lies beside each code: when nearly everybody has it, an index finds the few others. */
const isNone = operator(values.codes, (column, codes) =>
  anyOf([sql`${column} is null`, allOf(codes.map((code) => sql`(${column} < ${code} or ${column} > ${code})`))]),
)

const between = <T>(column: SqlPart, [from, to]: [T | null, T | null]): SqlPart =>
  allOf([...(from === null ? [] : [sql`${column} >= ${from}`]), ...(to === null ? [] : [sql`${column} <= ${to}`])])

/** Half open, so that the last day belongs to it whole. */
const during = (column: SqlPart, from: Date | null, to: Date | null): SqlPart =>
  allOf([...(from ? [sql`${column} >= ${from}`] : []), ...(to ? [sql`${column} < ${to}`] : [])])

/** The ways each kind of field can be asked. A field offers all of its kind. */
export const operators = {
  choice: { is: isAny, isNot: isNone },
  choiceOrNone: { is: isAny, isNot: isNone, empty, filled },
  text: {
    is: operator(values.words, (column, words) => sql`${column} = any(${words}::text[])`),
    starts: operator(values.word, startsWith),
    empty,
    filled,
  },
  name: { starts: operator(values.word, (column, word) => startsWith(column, nameSort(word))) },
  email: {
    is: operator(
      values.words,
      (column, words) => sql`${column} = any(${words.flatMap((word) => [word, normaliseEmail(word) ?? word])}::text[])`,
    ),
    empty,
    filled,
  },
  phone: {
    is: operator(
      values.words,
      (column, words, { country }) =>
        sql`${column} = any(${words.flatMap((word) => [word, normalisePhone(word, country) ?? word])}::text[])`,
    ),
    empty,
    filled,
  },
  number: { between: operator(values.ints, between) },
  score: {
    is: operator(values.numbers, (column, numbers) => sql`${column} = any(${numbers}::int[])`),
    // A score is a small integer; what it is compared with need not be one.
    between: operator(values.ints, (column, [from, to]) =>
      between(column, [from === null ? null : sql`${from}::int`, to === null ? null : sql`${to}::int`]),
    ),
    empty,
  },
  money: { between: operator(values.amounts, between) },
  decimal: { between: operator(values.amounts, (column, ends) => between(sql`${column}::numeric * 1000000`, ends)) },
  moment: {
    between: operator(values.days, (column, [from, to], scene) =>
      during(column, from === null ? null : beginOf(scene, from), to === null ? null : beginOf(scene, addDays(to, 1))),
    ),
    withinDays: operator(values.dayCount, (column, days, scene) => during(column, beginBefore(scene, days), null)),
    olderDays: operator(values.dayCount, (column, days, scene) => during(column, null, beginBefore(scene, days))),
    empty,
    filled,
  },
  /** Whole days since a moment. */
  age: {
    between: operator(values.dayCounts, (column, [from, to], scene) =>
      during(column, to === null ? null : beginBefore(scene, to), from === null ? null : beginBefore(scene, from - 1)),
    ),
  },
  day: { between: operator(values.days, between), empty, filled },
  /** Whole days until a day, today being 0; a day gone by is in none of them. */
  ahead: {
    between: operator(values.dayCounts, (column, [from, to], scene) =>
      between(column, [dayAhead(scene, from ?? 0), to === null ? null : dayAhead(scene, to)]),
    ),
  },
  month: { is: operator(values.numbers, (column, numbers) => sql`${column} = any(${numbers}::int[])`) },
  tags: {
    any: operator(values.words, (column, words) => sql`${column} && ${words}::text[]`),
    all: operator(values.words, (column, words) => sql`${column} @> ${words}::text[]`),
    none: operator(values.words, (column, words) => notSo(sql`${column} && ${words}::text[]`)),
  },
  gaps: {
    any: operator(values.codes, (column, codes) => sql`${column} && ${codes}::text[]`),
    none: operator(values.codes, (column, codes) => notSo(sql`${column} && ${codes}::text[]`)),
  },
  region: {
    is: operator(values.words, inRegions),
    isNot: operator(values.words, (column, paths) => notSo(inRegions(column, paths))),
    empty,
    filled,
  },
  /** The units given, which the caller has already widened by those below them. */
  units: { is: operator(values.numbers, (column, ids) => sql`${column} && ${ids}::int[]`) },
  staff: {
    is: operator(values.ids, (column, ids) => sql`${column} = any(${ids}::uuid[])`),
    empty,
    filled,
  },
  segments: {
    any: operator(
      values.numbers,
      (column, ids) =>
        sql`${column} in (select m.customer_id from customers.segment_members m where m.segment_id = any(${ids}::int[]))`,
    ),
    none: operator(
      values.numbers,
      (column, ids) =>
        sql`not exists (select from customers.segment_members m
          where m.customer_id = ${column} and m.segment_id = any(${ids}::int[]))`,
    ),
  },
} as const satisfies Record<string, Operators>

export type FieldKind = keyof typeof operators
