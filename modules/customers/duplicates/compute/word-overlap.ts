const HAN = /\p{Script=Han}/u
const known = new Map<string, string[]>()
const MOST = 200_000

/** Words of a normalised text, each once and sorted; Han characters stand alone, because nothing parts them. */
export function wordsOf(text: string): string[] {
  let words = known.get(text)
  if (words) return words
  const parts = HAN.test(text) ? text.replace(/\p{Script=Han}/gu, ' $& ') : text
  words = [...new Set(parts.split(' '))].filter((word) => word !== '').sort()
  // Columns repeat themselves; the bound keeps memory flat where they don't.
  if (known.size >= MOST) known.clear()
  known.set(text, words)
  return words
}

/** Words of both ÷ words of either (Jaccard 1901). */
export function wordOverlap(a: string, b: string): number {
  const wordsA = wordsOf(a)
  const wordsB = wordsOf(b)
  let both = 0
  for (let i = 0, j = 0; i < wordsA.length && j < wordsB.length; ) {
    const x = wordsA[i] ?? ''
    const y = wordsB[j] ?? ''
    if (x === y) both++
    if (x <= y) i++
    if (y <= x) j++
  }
  return both === 0 ? 0 : both / (wordsA.length + wordsB.length - both)
}
