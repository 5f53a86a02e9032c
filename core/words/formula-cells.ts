const HEAD = /^(?:'*[\t\r\n]|[\s"';,]*[=+\-@＝＋－＠])/u
const NUMBER_OR_PHONE = /^[+-]?\d[\d.,]*%?$|^\+\d[\d ]{4,20}$/
// A spreadsheet that cuts at ; or TAB, or doesn't see our quotes, begins a new cell there.
const CELL_STARTS = /([;\t\r\n])/
const INNER = /^[\s"']*(?:[=@＝＠]|[+\-＋－].*[(|!])/u

/**
 * A text cell that no spreadsheet takes for a formula: an apostrophe goes before `= + - @` (full-width too), TAB or
 * line break at its start, behind blanks or quotes, and wherever a program with another separator would start a cell.
 * Numbers (-5.00) and phones (+8613800138000) stay as they are. `restoreFormula` gives the very same text back.
 */
export function neutraliseFormula(cell: string): string {
  return (isDangerousHead(cell) ? "'" : '') + mapInner(cell, (part) => (INNER.test(part) ? `'${part}` : part))
}

/** The inverse of `neutraliseFormula`, for reading our own export back; text that it never changed stays as it is. */
export function restoreFormula(cell: string): string {
  const restoreInner = (text: string) =>
    mapInner(text, (part) => (part.startsWith("'") && INNER.test(part.slice(1)) ? part.slice(1) : part))
  if (cell.startsWith("'")) {
    const bare = restoreInner(cell.slice(1))
    if (isDangerousHead(bare)) return bare
  }
  return restoreInner(cell)
}

const isDangerousHead = (cell: string) => HEAD.test(cell) && !NUMBER_OR_PHONE.test(cell)

function mapInner(cell: string, change: (part: string) => string): string {
  const parts = cell.split(CELL_STARTS)
  return parts.map((part, index) => (index === 0 || index % 2 === 1 ? part : change(part))).join('')
}
