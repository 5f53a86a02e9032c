const MOST = 5000

/**
 * A pure reader of texts that keeps what it answered, within bounded memory: columns of files repeat themselves.
 * Not for answers that callers change.
 */
export function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined || known.has(text)) return before as T
    const value = read(text)
    if (known.size >= MOST) known.clear()
    known.set(text, value)
    return value
  }
}
