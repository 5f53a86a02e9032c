import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { csvLine } from '#core/words/csv-cells.ts'
import { neutraliseFormula } from '#core/words/formula-cells.ts'
import { reasonText } from '../reasons.ts'
import { getRun, mayReadFile } from './get-run.ts'

const PIECE = 2000

/**
 * The next part of a run's error file: per refused row its line, column, value and reason, then the row as it stands
 * in the file, then `_line`, by which a corrected copy is known to correct this row when it is imported again.
 * `after` is the last line of the part before, 0 for the beginning (with header and byte order mark).
 */
export async function errorFilePart(
  ctx: Context,
  runId: string,
  after: number,
): Promise<{ text: string; last: number | null }> {
  const run = await getRun(ctx, runId)
  mayReadFile(ctx, run)
  const { rows } = await sql<{
    line: number
    columns: string[]
    given: string[]
    reasons: string[]
    cells: string[] | null
  }>`
    select line, columns, given, reasons, cells from imports.refused
    where run_id = ${runId}::uuid and line > ${after} order by line limit ${PIECE}`.execute(ctx.db)
  const header = run.header ?? []
  const isOwn = header[0] === 'line' && header.at(-1) === '_line' && header[3] === 'reason'
  // The error file of an error file has its own four columns, not both.
  const cut = (cells: string[]) => (isOwn ? cells.slice(4, header.length - 1) : cells)
  const names = cut(header)
  const head = after === 0 ? `\uFEFF${line(['line', 'column', 'value', 'reason', ...names, '_line'])}` : ''
  const body = rows.map((row) => {
    const cells = cut(row.cells ?? [])
    const padded = names.map((_, index) => cells[index] ?? '')
    const reasons = row.reasons.map((reason) => reasonText(reason, ctx.actor.language))
    const mark = isOwn ? (row.cells?.[header.length - 1] ?? '') : ''
    return line([
      String(row.line),
      row.columns.join('; '),
      row.given.join('; '),
      reasons.join('; '),
      ...padded,
      mark || `${runId}:${row.line}`,
    ])
  })
  return { text: head + body.join(''), last: rows.length < PIECE ? null : (rows.at(-1)?.line ?? null) }
}

const line = (cells: string[]) => csvLine(cells.map(neutraliseFormula))
