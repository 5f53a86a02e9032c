import { sql } from 'kysely'
import type { Cursor } from './cursor.ts'
import type { Sort } from './sorts.ts'
import { allOf, type SqlPart } from './sql-part.ts'

export interface Page {
  sort: Sort
  descending: boolean
  cursor: Cursor | null
  limit: number
}

/** Which rows of the order a statement reads: those with a value, or those without, which stand last. */
export type Phase = 'valued' | 'empty'

/**
 * Rows after the cursor in the order of one index, read from that index; rows without a value are read by a statement
 * of their own, because in one direction of the index they stand before all others.
 */
export function pageSql(columns: SqlPart, where: SqlPart, page: Page, phase: Phase, limit: number): SqlPart {
  const { column, nullable } = page.sort
  const here = nullable ? [phase === 'valued' ? sql`${column} is not null` : sql`${column} is null`] : []
  return sql`
    select ${columns}, ${page.sort.asText(column)} as "cursorValue" from customers.customers c
    where ${allOf([sql`c.listed`, where, ...here, ...after(page, phase)])}
    order by ${orderOf(page)} limit ${limit}`
}

function after({ sort, descending, cursor }: Page, phase: Phase): SqlPart[] {
  if (!cursor) return []
  const place =
    phase === 'valued' && cursor.value !== null
      ? sql`(${sort.bind(cursor.value)}, ${cursor.id}::uuid)`
      : sql`${cursor.id}::uuid`
  if (phase === 'empty' && cursor.value !== null) return []
  const row = phase === 'valued' ? sql`(${sort.column}, c.customer_id)` : sql`c.customer_id`
  return [descending ? sql`${row} < ${place}` : sql`${row} > ${place}`]
}

function orderOf({ sort: { column, emptyLast }, descending }: Page): SqlPart {
  if (descending) {
    return emptyLast ? sql`${column} desc nulls last, c.customer_id desc` : sql`${column} desc, c.customer_id desc`
  }
  return emptyLast ? sql`${column} nulls first, c.customer_id` : sql`${column}, c.customer_id`
}
