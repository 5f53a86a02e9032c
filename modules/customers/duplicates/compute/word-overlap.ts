const HAN = /\p{Script=Han}/u
const numberOf = new Map<string, number>()
const numbersOf = new Map<string, Int32Array>()
const MOST = 200_000

/** Words of a normalised text, each once and sorted; Han characters stand alone, because nothing parts them. */
export function wordsOf(text: string): string[] {
  const parts = HAN.test(text) ? text.replace(/\p{Script=Han}/gu, ' $& ') : text
  return [...new Set(parts.split(' '))].filter((word) => word !== '').sort()
}

/** The same words as numbers, in rising order: pairs are compared by the million. */
function wordNumbers(text: string): Int32Array {
  const before = numbersOf.get(text)
  if (before) return before
  const numbers = Int32Array.from(wordsOf(text), (word) => {
    const number = numberOf.get(word) ?? numberOf.size
    numberOf.set(word, number)
    return number
  }).sort()
  numbersOf.set(text, numbers)
  return numbers
}

/** Columns repeat themselves; the bound keeps memory flat where they don't. */
function forget(): void {
  numbersOf.clear()
  numberOf.clear()
}

/** Words of both ÷ words of either (Jaccard 1901). */
export function wordOverlap(a: string, b: string): number {
  if (numbersOf.size >= MOST - 1) forget()
  const wordsA = wordNumbers(a)
  const wordsB = wordNumbers(b)
  let both = 0
  for (let i = 0, j = 0; i < wordsA.length && j < wordsB.length; ) {
    const x = wordsA[i] ?? 0
    const y = wordsB[j] ?? 0
    if (x === y) both++
    if (x <= y) i++
    if (y <= x) j++
  }
  return both === 0 ? 0 : both / (wordsA.length + wordsB.length - both)
}
