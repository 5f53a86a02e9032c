import type { ExportColumn } from '#core/files/export-part.ts'
import type { Rights } from '../run/rights.ts'

/** Where the bytes of a file go; the next ones are made when these are taken. */
export type Sink = (bytes: Buffer) => Promise<void>

/** A table that is being written, a few rows at a time and never held whole. */
export interface Table {
  add(rows: readonly (readonly string[])[]): Promise<void>
  end(): Promise<void>
  /** Gives up a table that will not be finished. */
  abandon(): void
}

/** The names of the columns; those that hide something from this maker say so, and no import takes them for the real ones. */
export const headerOf = (columns: readonly ExportColumn[], rights: Rights): string[] =>
  columns.map(({ name, mask, needs }) => {
    if (mask && rights.masked.includes(mask)) return `${name} (masked)`
    return needs && !rights.seesCost ? `${name} (hidden)` : name
  })
