import { restoreFormula } from '#core/words/formula-cells.ts'

const MARKS = /^[\s\uFEFF]|[\s\uFEFF]$|^=?"|'/

/** A cell without the wrapping that exports put around it: outer blanks, ="…", our own apostrophe before formulas. */
export function cleanCell(text: string): string {
  if (!MARKS.test(text)) return text
  const bare = restoreFormula(text).replace(/^[\s\uFEFF]+|[\s\uFEFF]+$/g, '')
  return /^="([^"]*)"$/.exec(bare)?.[1]?.trim() ?? bare
}
