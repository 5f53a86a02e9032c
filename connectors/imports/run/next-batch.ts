import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ImportRow } from '#core/files/import-batch.ts'
import { unpacker } from '../row/unpack-row.ts'
import type { Packed } from '../row/value-readers.ts'
import type { ReadyRun } from './run.ts'

interface Staged {
  person_key: string
  group_key: string
  line: number
  row_count: number
  packed: string
}

/** How far a run is: the last row that is written. */
export type RunCursor = Pick<ReadyRun, 'cursor_person' | 'cursor_group' | 'cursor_line'>

export interface NextBatch<T> {
  rows: ImportRow<T>[]
  end: RunCursor
}

/**
 * The rows after a cursor, at most about `size`, cut between orders so that all lines of one come
 * together; null when nothing is left.
 */
export async function nextBatch<T>(
  ctx: Context,
  run: ReadyRun,
  after: RunCursor,
  size: number,
): Promise<NextBatch<T> | null> {
  const { rows: found } = await sql<Staged>`
    select person_key, group_key, line, row_count, packed from imports.rows
    where run_id = ${run.run_id}::uuid
      and (person_key, group_key, line) > (${after.cursor_person}, ${after.cursor_group}, ${after.cursor_line})
    order by person_key, group_key, line limit ${size}`.execute(ctx.db)
  const staged = await wholeGroups(ctx, run, found, size)
  const last = staged.at(-1)
  if (!last) return null
  const unpack = unpacker<T>(run.kind)
  const rows = staged.flatMap(({ packed }) =>
    (JSON.parse(packed) as [number, ...Packed[]][]).map(([line, ...values]) => ({ line, value: unpack(values) })),
  )
  return { rows, end: { cursor_person: last.person_key, cursor_group: last.group_key, cursor_line: last.line } }
}

async function wholeGroups(ctx: Context, run: ReadyRun, found: Staged[], size: number): Promise<Staged[]> {
  if (run.kind !== 'orders') return takeRows(found, size)
  const cut = cutBetweenGroups(found, size)
  if (cut.length > 0 || found.length === 0) return cut
  // One order alone is larger than a batch.
  const [first] = found
  const { rows } = await sql<Staged>`
    select person_key, group_key, line, row_count, packed from imports.rows
    where run_id = ${run.run_id}::uuid and person_key = ${first?.person_key ?? ''} and group_key = ${first?.group_key ?? ''}
    order by line`.execute(ctx.db)
  return rows
}

function takeRows(found: Staged[], size: number): Staged[] {
  let count = 0
  const end = found.findIndex((staged) => {
    count += staged.row_count
    return count > size
  })
  return end < 0 ? found : found.slice(0, Math.max(1, end))
}

/** As many whole orders as fit; those found last may go on behind the limit. */
function cutBetweenGroups(found: Staged[], size: number): Staged[] {
  const isAll = found.length < size
  let count = 0
  let end = 0
  for (const [index, staged] of found.entries()) {
    count += staged.row_count
    const next = found[index + 1]
    const isGroupEnd = next ? next.group_key !== staged.group_key || next.person_key !== staged.person_key : isAll
    if (isGroupEnd) end = index + 1
    if (isGroupEnd && count >= size) break
  }
  return found.slice(0, end)
}
