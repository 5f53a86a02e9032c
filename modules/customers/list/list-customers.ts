import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { type CustomerListRow, customerRow, type listCustomersCall } from './contract.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { presentRow, rowColumns, type StoredRow } from './list-row.ts'
import { neverScan } from './never-scan.ts'
import { openShown } from './open-shown.ts'
import { type Page, type Phase, pageSql } from './page-sql.ts'
import { refuseMasked } from './read-leaf.ts'
import { readRestriction } from './restriction.ts'
import { type Sort, type SortKey, sortKeys, sorts } from './sorts.ts'
import type { SqlPart } from './sql-part.ts'

type Row = StoredRow & { cursorValue: string | null }

/**
 * One page of customers in the order of an index. Rows without a value of the sort stand last in both directions.
 * @throws 400 for what isn't offered; 403 `field_masked` for filters and sorts by what the caller sees masked.
 */
export async function listCustomers(
  ctx: Context,
  input: InputOf<typeof listCustomersCall>,
): Promise<ReplyOf<typeof listCustomersCall>> {
  const descending = input.sort.startsWith('-')
  const key = input.sort.replace('-', '') as SortKey
  if (!sortKeys.includes(key)) throw invalid('sort_invalid', `Sort by ${sortKeys.join(', ')}.`, { field: 'sort' })
  const sort: Sort = sorts[key]
  refuseMasked(ctx, sort)
  const keys = readColumns(input.columns)
  const cursor = input.cursor ? readCursor(input.cursor, key) : null
  const where = await readRestriction(ctx, input)
  const shown = await openShown(ctx)
  await neverScan(ctx)
  const rows = await readPage(ctx, where, { sort, descending, cursor, limit: input.limit })
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    items: page.map(({ cursorValue: _, ...row }) => only(presentRow(ctx, row, shown), keys)),
    next: rows.length > page.length && last ? writeCursor({ sort: key, value: last.cursorValue, id: last.id }) : null,
  }
}

/** Rows of the page and one more, which tells that there is another. */
async function readPage(ctx: Context, where: SqlPart, page: Page): Promise<Row[]> {
  const rows: Row[] = []
  const phases: Phase[] =
    page.cursor?.value === null ? ['empty'] : page.sort.nullable ? ['valued', 'empty'] : ['valued']
  for (const phase of phases) {
    const missing = page.limit + 1 - rows.length
    if (missing === 0) break
    const found = await pageSql(rowColumns, where, page, phase, missing).execute(ctx.db)
    rows.push(...(found.rows as Row[]))
  }
  return rows
}

const COLUMNS = Object.keys(customerRow.shape)

function readColumns(text: string | undefined): ReadonlySet<string> | null {
  if (text === undefined) return null
  const keys = text.split(',').filter((key) => key !== '')
  const wrong = keys.find((key) => !COLUMNS.includes(key))
  if (wrong !== undefined)
    throw invalid('column_invalid', `There is no column ${wrong.slice(0, 80)}. There are ${COLUMNS.join(', ')}.`, {
      field: 'columns',
    })
  return new Set(['id', 'name', ...keys])
}

function only(row: CustomerListRow, keys: ReadonlySet<string> | null) {
  if (!keys) return row
  const chosen = Object.fromEntries(Object.entries(row).filter(([key]) => keys.has(key)))
  return { ...chosen, id: row.id, name: row.name }
}
