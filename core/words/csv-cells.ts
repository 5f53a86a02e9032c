/** One CSV line by RFC 4180 with its CRLF: cells quoted where they hold a separator, quote, line break or outer blank. */
export function csvLine(cells: readonly string[], separator: ',' | ';' | '\t' = ','): string {
  // A line of one empty cell would read as no line at all.
  if (cells.length === 1 && cells[0] === '') return '""\r\n'
  return `${cells.map((cell) => csvCell(cell)).join(separator)}\r\n`
}

function csvCell(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
