import { sql } from 'kysely'
import type { House } from '#core/house.ts'
import { readRows } from '../file/read-rows.ts'
import type { ReadyRun } from './run.ts'

const PIECE = 2000

/**
 * Rows that a room refused when they were written are looked up in the file once more, so that the error file has them
 * as they were. Without the file on this machine they stand there by line, column, value and reason only.
 */
export async function addLateCells(house: House, run: ReadyRun, path: string | null): Promise<void> {
  if (path === null) return
  const late = await house.asSystem('imports.late', async (ctx) => {
    const { rows } = await sql<{ line: number }>`
      select line from imports.refused where run_id = ${run.run_id}::uuid and cells is null`.execute(ctx.db)
    return new Set(rows.map(({ line }) => line))
  })
  if (late.size === 0) return
  let found: { line: number; cells: string[] }[] = []
  const flush = async () => {
    const rows = found
    found = []
    await house.asSystem('imports.late', async (ctx) => {
      await sql`
        update imports.refused r set cells = f.cells
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f(line int, cells text[])
        where r.run_id = ${run.run_id}::uuid and r.line = f.line`.execute(ctx.db)
    })
  }
  for await (const rows of readRows(path, run.form)) {
    for (const { line, cells } of rows) if (late.has(line)) found.push({ line, cells })
    if (found.length >= PIECE) await flush()
  }
  if (found.length > 0) await flush()
}
