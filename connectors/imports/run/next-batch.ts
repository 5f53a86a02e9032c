import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ImportRow } from '#core/files/import-batch.ts'
import { unpacker } from '../row/unpack-row.ts'
import type { Packed } from '../row/value-readers.ts'
import type { ReadyRun } from './run.ts'

interface Staged {
  group_key: string
  line: number
  row_count: number
  packed: string
}

export interface NextBatch<T> {
  rows: ImportRow<T>[]
  group: string
  line: number
}

/**
 * The next rows that aren't written yet, at most about `size`, cut between orders so that all lines of one come
 * together; null when nothing is left.
 */
export async function nextBatch<T>(ctx: Context, run: ReadyRun, size: number): Promise<NextBatch<T> | null> {
  const { rows: found } = await sql<Staged>`
    select group_key, line, row_count, packed from imports.rows
    where run_id = ${run.run_id}::uuid and (group_key, line) > (${run.cursor_group}, ${run.cursor_line})
    order by group_key, line limit ${size}`.execute(ctx.db)
  const staged = await wholeGroups(ctx, run, found, size)
  const last = staged.at(-1)
  if (!last) return null
  const unpack = unpacker<T>(run.kind)
  const rows = staged.flatMap(({ packed }) =>
    (JSON.parse(packed) as [number, ...Packed[]][]).map(([line, ...values]) => ({ line, value: unpack(values) })),
  )
  return { rows, group: last.group_key, line: last.line }
}

async function wholeGroups(ctx: Context, run: ReadyRun, found: Staged[], size: number): Promise<Staged[]> {
  if (run.kind !== 'orders') return takeRows(found, size)
  const cut = cutBetweenGroups(found, size)
  if (cut.length > 0 || found.length === 0) return cut
  // One order alone is larger than a batch.
  const group = found[0]?.group_key ?? ''
  const { rows } = await sql<Staged>`
    select group_key, line, row_count, packed from imports.rows
    where run_id = ${run.run_id}::uuid and group_key = ${group} order by line`.execute(ctx.db)
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
    const isGroupEnd = found[index + 1] ? found[index + 1]?.group_key !== staged.group_key : isAll
    if (isGroupEnd) end = index + 1
    if (isGroupEnd && count >= size) break
  }
  return found.slice(0, end)
}
