import { restoreFormula } from '#core/words/formula-cells.ts'

const MARKS = /^\s|\s$|^=?"|'/

/** A cell without the wrapping that exports put around it: outer blanks, ="…", our own apostrophe before formulas. */
export function cleanCell(text: string): string {
  if (!MARKS.test(text)) return text
  const bare = restoreFormula(text).trim()
  return /^="([^"]*)"$/.exec(bare)?.[1]?.trim() ?? bare
}
