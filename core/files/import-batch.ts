/** One checked row of a file: its line there, and its values already read as what they mean. */
export interface ImportRow<T> {
  /** Line of the file where the row begins, counted from 1. */
  line: number
  value: T
}

/** What an importing use case gets: rows of one run, checked in form, a few thousand at a time. */
export interface ImportBatch<T> {
  runId: string
  /** Name of the shop or system the file came from; references are its own. */
  source: string
  rows: ImportRow<T>[]
}

export interface RefusedRow {
  line: number
  column: string
  value: string
  reason: string
}

/** Rows that a system tells of itself, as they come: there is no run to take back. */
export type ToldBatch<T> = Omit<ImportBatch<T>, 'runId'> & { runId: string | null }

/** Counts of rows: new + changed + unchanged + refused = rows of the batch; anonymous ones are among them. */
export interface ImportOutcome {
  new: number
  changed: number
  unchanged: number
  anonymous: number
  refused: RefusedRow[]
}
