import type { Run } from './run.ts'

/** Counts of rows of a run: new + changed + unchanged + refused = rows once it is done; anonymous ones are among them. */
export interface RunResult {
  run: string
  rows: number
  new: number
  changed: number
  unchanged: number
  refused: number
  anonymous: number
}

export const resultOfRun = (run: Run): RunResult => ({
  run: run.run_id,
  rows: Number(run.rows_read),
  new: Number(run.rows_new),
  changed: Number(run.rows_changed),
  unchanged: Number(run.rows_unchanged),
  refused: Number(run.rows_refused),
  anonymous: Number(run.rows_anonymous),
})
