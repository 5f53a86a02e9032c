/** The columns of a file by its first row: trimmed, each name once ("Name", "Name (2)"), nameless ones numbered. */
export function readHeader(cells: readonly string[]): string[] {
  const seen = new Set<string>()
  return cells.map((cell, index) => {
    const name =
      cell
        .replace(/^\uFEFF/, '')
        .normalize('NFC')
        .trim()
        .slice(0, 200) || `Column ${index + 1}`
    let unique = name
    for (let count = 2; seen.has(unique); count++) unique = `${name} (${count})`
    seen.add(unique)
    return unique
  })
}
