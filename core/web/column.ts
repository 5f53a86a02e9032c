import type { ReactNode } from 'react'

/** A column of a table. Figures stand right, so they can be compared down the column. */
export interface Column<Row> {
  key: string
  title: string
  render(row: Row): ReactNode
  /** Numbers, money, counts. */
  figure?: boolean
  /** A day or a moment: sorted by, the latest come first. */
  moment?: boolean
  /** The server's name of the sort; only what an index serves. */
  sort?: string
  /** Pixels; the rest share what is left. */
  width?: number
  /** Gives way where the table is narrow, as beside an open record. */
  spare?: boolean
  /** Shown only when chosen. */
  optional?: boolean
}
