/** A small thing kept on this device (columns, appearance); a full or barred storage only forgets. */
export function remembered<T>(name: string, otherwise: T): { read(): T; write(value: T): void } {
  const key = `rapport:${name}`
  let text: string | null | undefined
  let value = otherwise
  return {
    read: () => {
      if (text !== undefined) return value
      try {
        text = localStorage.getItem(key)
        if (text !== null) value = JSON.parse(text) as T
      } catch {
        text = null
      }
      return value
    },
    write: (next) => {
      value = next
      text = JSON.stringify(next)
      try {
        localStorage.setItem(key, text)
      } catch {
        // Kept for as long as the page is open.
      }
    },
  }
}
