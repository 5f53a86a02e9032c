import { restoreFormula } from '#core/words/formula-cells.ts'

const MARKS = /^\s|\s$|^=?"|'/

/** A cell without the wrapping that exports put around it: outer blanks, ="…", our own apostrophe before formulas. */
export function cleanCell(text: string): string {
  if (!MARKS.test(text)) return text
  // With our apostrophe before it `="…"` is what the value really is, not a spreadsheet's wrapping.
  return /^="([^"]*)"$/.exec(text.trim())?.[1]?.trim() ?? restoreFormula(text).trim()
}
