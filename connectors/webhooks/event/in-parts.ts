/** Ids in one message; the specification wants messages small (20 kB), and receivers refuse large ones. */
const MOST_ITEMS = 500

/** A payload as it is told: one with a long list becomes several, each with a part of it and everything else. */
export function inParts(payload: Record<string, unknown>): Record<string, unknown>[] {
  const long = Object.entries(payload).find(([, value]) => Array.isArray(value) && value.length > MOST_ITEMS)
  if (!long) return [payload]
  const [name, list] = long as [string, unknown[]]
  return Array.from({ length: Math.ceil(list.length / MOST_ITEMS) }, (_, part) => ({
    ...payload,
    [name]: list.slice(part * MOST_ITEMS, (part + 1) * MOST_ITEMS),
  }))
}
