/** True for text that PostgreSQL or JSON can't carry: NUL or a lone surrogate. */
export function hasForbidden(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed()
}

/** The text without control characters; line breaks become \n, tabs stay. Invisible marks of scripts (ZWJ, RLO) stay too. */
export function cleanControl(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/(?![\t\n])\p{Cc}/gu, '')
}

/** The longest start of the text that fits `maxBytes` of UTF-8, never half a character. */
export function truncateBytes(text: string, maxBytes: number): string {
  if (text.length * 3 <= maxBytes) return text
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, maxBytes)))
  return text.slice(0, read)
}
