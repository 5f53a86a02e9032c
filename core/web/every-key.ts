interface KeyPage {
  items: readonly { id: string }[]
  next: string | null
}

/** The keys of all rows a list would show, page by page, at most `most`; `isWanted` turning false ends it early. */
export async function everyKey(
  ask: (cursor: string | null) => Promise<KeyPage>,
  most: number,
  isWanted: () => boolean = () => true,
): Promise<string[]> {
  const keys: string[] = []
  let cursor: string | null = null
  do {
    const page: KeyPage = await ask(cursor)
    keys.push(...page.items.map(({ id }) => id))
    cursor = page.next
  } while (cursor !== null && keys.length < most && isWanted())
  return keys.slice(0, most)
}
