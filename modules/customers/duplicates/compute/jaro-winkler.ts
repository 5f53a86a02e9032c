const usedA = new Uint8Array(256)
const usedB = new Uint8Array(256)
const PREFIX = 4
const BOOST = 0.1

/**
 * Similarity of two short texts, 0 to 1 (Jaro 1989; the bonus for a common beginning Winkler 1990, formula with p = 0.1 and
 * at most four letters). Works on UTF-16 units; of longer texts the first 256 count.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  const lengthA = Math.min(a.length, 256)
  const lengthB = Math.min(b.length, 256)
  if (lengthA === 0 || lengthB === 0) return 0
  const matches = countMatches(a, lengthA, b, lengthB)
  if (matches === 0) return 0
  const jaro = (matches / lengthA + matches / lengthB + (matches - halfTranspositions(a, lengthA, b) / 2) / matches) / 3
  let prefix = 0
  while (prefix < PREFIX && prefix < lengthA && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++
  return jaro + prefix * BOOST * (1 - jaro)
}

function countMatches(a: string, lengthA: number, b: string, lengthB: number): number {
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1)
  usedA.fill(0, 0, lengthA)
  usedB.fill(0, 0, lengthB)
  let matches = 0
  for (let i = 0; i < lengthA; i++) {
    const sign = a.charCodeAt(i)
    const end = Math.min(lengthB, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (usedB[j] === 1 || b.charCodeAt(j) !== sign) continue
      usedA[i] = 1
      usedB[j] = 1
      matches++
      break
    }
  }
  return matches
}

function halfTranspositions(a: string, lengthA: number, b: string): number {
  let wrong = 0
  let j = 0
  for (let i = 0; i < lengthA; i++) {
    if (usedA[i] === 0) continue
    while (usedB[j] === 0) j++
    if (a.charCodeAt(i) !== b.charCodeAt(j)) wrong++
    j++
  }
  return wrong
}
