/** One spelling of a category path: levels trimmed, empty ones gone, `/` between them; null when nothing is left. */
export function categoryPath(text: string | null | undefined): string | null {
  if (!text) return null
  const levels = text
    .split('/')
    .map((level) => level.trim())
    .filter((level) => level !== '')
  return levels.length > 0 ? levels.join('/') : null
}
