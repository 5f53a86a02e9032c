import type { ExportColumn } from '#core/files/export-part.ts'
import { csvLine } from '#core/words/csv-cells.ts'
import { neutraliseFormula } from '#core/words/formula-cells.ts'
import type { Sink, Table } from './table.ts'

// Without it Excel reads Chinese as something else.
const BOM = '\uFEFF'

/** CSV by RFC 4180 in UTF-8 with a byte order mark. No program takes a text cell for a formula. */
export async function csvTable(
  sink: Sink,
  columns: readonly ExportColumn[],
  header: readonly string[],
): Promise<Table> {
  await sink(Buffer.from(BOM + csvLine(header)))
  const cell = (text: string, index: number) => (columns[index]?.isNumber ? text : neutraliseFormula(text))
  return {
    add: (rows) => sink(Buffer.from(rows.map((row) => csvLine(row.map(cell))).join(''))),
    end: async () => {},
    abandon: () => {},
  }
}
