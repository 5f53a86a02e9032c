import { csvLine } from '#core/words/csv-cells.ts'
import { neutraliseFormula } from '#core/words/formula-cells.ts'

/** A table as a CSV file that spreadsheets open as it is: UTF-8 with its mark, and no cell is taken for a formula. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const lines = [head, ...rows].map((cells) => csvLine(cells.map((cell) => neutraliseFormula(cell ?? ''))))
  return `\uFEFF${lines.join('')}`
}
