/** The number at a path of a fit's kept figures; null where there is none: fits of earlier editions know less. */
export function figureAt(kept: unknown, path: string): number | null {
  let found = kept
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return null
    found = (found as Record<string, unknown>)[name]
  }
  return typeof found === 'number' && Number.isFinite(found) ? found : null
}
