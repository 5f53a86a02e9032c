let before = new Uint16Array(64)
let last = new Uint16Array(64)
let now = new Uint16Array(64)

/**
 * Insertions, deletions, substitutions and swaps of neighbours between two texts, no letter touched twice (Damerau 1964,
 * the restricted form); `most + 1` as soon as it is more than `most`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most) return most + 1
  makeRoom(b.length + 1)
  for (let j = 0; j <= b.length; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    const least = fillRow(a, b, i)
    if (least > most) return most + 1
    const spare = before
    before = last
    last = now
    now = spare
  }
  return Math.min(last[b.length] ?? 0, most + 1)
}

function fillRow(a: string, b: string, i: number): number {
  const sign = a.charCodeAt(i - 1)
  const previous = a.charCodeAt(i - 2)
  let left = i
  let least = i
  now[0] = i
  for (let j = 1; j <= b.length; j++) {
    const other = b.charCodeAt(j - 1)
    const diagonal = last[j - 1] ?? 0
    let cost = sign === other ? diagonal : 1 + Math.min(diagonal, last[j] ?? 0, left)
    if (i > 1 && j > 1 && sign === b.charCodeAt(j - 2) && previous === other) {
      cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
    }
    now[j] = cost
    left = cost
    if (cost < least) least = cost
  }
  return least
}

function makeRoom(size: number): void {
  if (last.length >= size) return
  before = new Uint16Array(size * 2)
  last = new Uint16Array(size * 2)
  now = new Uint16Array(size * 2)
}
