import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray } from '#core/database/column-arrays.ts'
import type { FileRow } from '../file/csv-scanner.ts'
import { type FileForm, readRows } from '../file/read-rows.ts'
import type { ReadRow } from '../row/row-reader.ts'
import { rowReader } from '../row/row-reader.ts'
import type { ReadingRules } from '../row/value-readers.ts'
import { RowPacker } from './row-packer.ts'
import type { ReadyRun } from './run.ts'

/** Runs a piece of work in a transaction: one of its own each time, or all pieces in one for a trial run. */
export type Transact = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>

export interface StageOptions {
  path: string
  rules: ReadingRules
  transact: Transact
  /** Called after each piece, inside its transaction: moves the sign of life, or throws to stop. */
  mark(ctx: Context, rows: number): Promise<void>
}

const PIECE = 8000

/** UTF-8 proves itself byte by byte; in any other encoding, and in damaged UTF-8, a cell may have decoded to nothing. */
export const isUnsure = (form: FileForm) => form.type === 'csv' && form.isProven !== true

/**
 * Reads and checks every row of the file and puts the good ones into `imports.rows`, the refused ones into
 * `imports.refused`. While one piece is being written the next is read.
 */
export async function stageRun(run: ReadyRun, options: StageOptions): Promise<void> {
  const read = rowReader(run.mapping, run.header, options.rules)
  let isHeader = true
  let piece = newPiece(run)
  let writing: Promise<void> = Promise.resolve()
  const flush = async () => {
    const full = piece
    piece = newPiece(run)
    await writing
    writing = options.transact(async (ctx) => {
      await writePiece(ctx, run, full)
      await options.mark(ctx, full.rows)
    })
    // Awaited with the next piece; until then a failure must not count as unhandled.
    writing.catch(() => {})
  }
  for await (const rows of readRows(options.path, run.form)) {
    for (const row of rows) {
      if (isHeader) isHeader = false
      else take(piece, row, read(row))
    }
    if (piece.rows >= PIECE) await flush()
  }
  await flush()
  await writing
  if (run.kind === 'orders') await options.transact((ctx) => keepOrdersTogether(ctx, run))
}

/** Lines of one order that lie apart in the file and name different people, or only one of them any, stay one order. */
async function keepOrdersTogether(ctx: Context, run: ReadyRun): Promise<void> {
  // The planner last looked at the table before this run's rows were in it: expecting one row it would compare each with each.
  await sql`set local enable_nestloop = off`.execute(ctx.db)
  await sql`
    update imports.rows r set person_key = o.person_key
    from (
      select group_key, max(person_key) as person_key from imports.rows where run_id = ${run.run_id}::uuid
      group by group_key having min(person_key) <> max(person_key)
    ) o
    where r.run_id = ${run.run_id}::uuid and r.group_key = o.group_key and r.person_key <> o.person_key`.execute(ctx.db)
  await sql`set local enable_nestloop = on`.execute(ctx.db)
}

interface Piece {
  rows: number
  packer: RowPacker
  refused: { line: number; read: ReadRow; cells: string[] }[]
  notes: Map<string, number>
}

const newPiece = (run: ReadyRun): Piece => ({
  rows: 0,
  packer: new RowPacker(run.kind),
  refused: [],
  notes: new Map(),
})

function take(piece: Piece, row: FileRow, read: ReadRow): void {
  piece.rows++
  if (!read.values) {
    piece.refused.push({ line: read.line, read, cells: row.cells })
    return
  }
  piece.packer.add(read)
  // A row that is refused is told by its own reasons.
  for (const { column, reason } of read.notes) {
    const name = `${column}: ${reason}`.slice(0, 120)
    piece.notes.set(name, (piece.notes.get(name) ?? 0) + 1)
  }
}

async function writePiece(ctx: Context, run: ReadyRun, piece: Piece): Promise<void> {
  const { people, groups, lines, counts, packed } = piece.packer.finish()
  await sql`
    insert into imports.rows (run_id, person_key, group_key, line, row_count, packed, unit_ids)
    select ${run.run_id}::uuid, w, g, l, n, p, ${run.unit_ids}::int[]
    from unnest(${textArray(people)}::text[], ${textArray(groups)}::text[], ${plainArray(lines)}::int[],
      ${plainArray(counts)}::int[], ${textArray(packed)}::text[]) as t(w, g, l, n, p)`.execute(ctx.db)
  const { refused } = piece
  if (refused.length > 0) {
    const rows = refused.map(({ line, read, cells }) => ({
      line,
      columns: read.problems.map(({ column }) => column),
      given: read.problems.map(({ value }) => value),
      reasons: read.problems.map(({ reason }) => reason),
      cells,
    }))
    await sql`
      insert into imports.refused (run_id, line, columns, given, reasons, cells, unit_ids)
      select ${run.run_id}::uuid, line, columns, given, reasons, cells, ${run.unit_ids}::int[]
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(line int, columns text[], given text[], reasons text[], cells text[])
      on conflict do nothing`.execute(ctx.db)
  }
  await sql`
    update imports.runs set rows_read = rows_read + ${piece.rows}, rows_refused = rows_refused + ${refused.length},
      notes = notes || (select coalesce(jsonb_object_agg(key, value::int + coalesce((notes->>key)::int, 0)), '{}')
        from jsonb_each_text(${JSON.stringify(Object.fromEntries(piece.notes))}::jsonb))
    where run_id = ${run.run_id}::uuid`.execute(ctx.db)
}
