import { sql } from 'kysely'
import type { Cursor } from './cursor.ts'
import { expectations, people } from './people.ts'
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
 * How many rows the planner is told to expect a page to be. Told the truth, it walks the sort's index for a rare value
 * and hopes to meet it soon; where the value and the order go together (no score, by revenue), it meets it at the very
 * end. So it takes the condition's own index and sorts, unless the condition holds for many.
 */
const CAUTION = 4000

/**
 * Rows after the cursor in the order of one index, read from that index; rows without a value are read by a statement
 * of their own, because in one direction of the index they stand before all others.
 */
export function pageSql(columns: SqlPart, where: SqlPart, page: Page, phase: Phase, limit: number): SqlPart {
  const { column, nullable, id } = page.sort
  // Who has no row beside theirs has no value there: said of the id, the database finds them at once.
  const known = id ?? column
  const here = nullable ? [phase === 'valued' ? sql`${known} is not null` : sql`${known} is null`] : []
  const order = orderOf(page, phase)
  // A materialized query is planned by itself and read only as far as the page needs it, in its own order.
  return sql`
    with k as materialized (
      select c.customer_id from ${people} where ${allOf([sql`c.listed`, where, ...here, ...after(page, phase)])}
      order by ${order} limit ${CAUTION + limit}
    )
    select ${columns}, ${page.sort.asText(column)} as "cursorValue"
    from (select customer_id from k limit ${limit}) k join customers.customers c on c.customer_id = k.customer_id ${expectations}
    order by ${order}`
}

function after({ sort, descending, cursor }: Page, phase: Phase): SqlPart[] {
  if (!cursor) return []
  const place =
    phase === 'valued' && cursor.value !== null
      ? sql`(${sort.bind(cursor.value)}, ${cursor.id}::uuid)`
      : sql`${cursor.id}::uuid`
  if (phase === 'empty' && cursor.value !== null) return []
  const id = idOf(sort, phase)
  const row = phase === 'valued' ? sql`(${sort.column}, ${id})` : id
  return [descending ? sql`${row} < ${place}` : sql`${row} > ${place}`]
}

/** Who has no value may have no row in its table. */
const idOf = (sort: Sort, phase: Phase) => (phase === 'valued' && sort.id) || sql`c.customer_id`

function orderOf({ sort, descending }: Page, phase: Phase): SqlPart {
  const { column, emptyLast } = sort
  const id = idOf(sort, phase)
  if (descending) return emptyLast ? sql`${column} desc nulls last, ${id} desc` : sql`${column} desc, ${id} desc`
  return emptyLast ? sql`${column} nulls first, ${id}` : sql`${column}, ${id}`
}
