interface Corner {
  at: number[]
  value: number
}

const CUT = 1e35
const TOLERANCE = Math.sqrt(Number.EPSILON)
const MOST = 2000

type Valued = (at: number[]) => Corner

/**
 * One descent of Nelder and Mead's simplex in the edition of Nash, Compact Numerical Methods for Computers (1990, algorithm
 * 19): the first simplex reaches a tenth of the greatest coordinate, it arrives when its values differ by less than 1.5e-8 of
 * the first, and is not begun anew. `minimise` gets closer to the optimum; this one stops where published estimates stopped.
 */
export function nashDescent(of: (at: readonly number[]) => number, start: readonly number[]): number[] {
  let evaluations = 0
  const valued: Valued = (at) => {
    evaluations++
    const value = of(at)
    return { at, value: Number.isFinite(value) ? value : CUT }
  }
  const first = valued([...start])
  const near = TOLERANCE * (Math.abs(first.value) + TOLERANCE)
  const reach = Math.max(...start.map((x) => 0.1 * Math.abs(x))) || 0.1
  const corners = [first, ...start.map((_, axis) => valued(start.map((x, other) => (other === axis ? x + reach : x))))]
  let extent = reach * start.length
  let low = 0
  while (evaluations <= MOST) {
    let high = low
    for (const [place, { value }] of corners.entries()) {
      if (value < (corners[low] as Corner).value) low = place
      if (value > (corners[high] as Corner).value) high = place
    }
    if ((corners[high] as Corner).value <= (corners[low] as Corner).value + near) break
    if (replaceWorst(corners, low, high, valued)) continue
    const shrunk = shrink(corners, low, valued)
    if (shrunk >= extent) break
    extent = shrunk
  }
  return (corners[low] as Corner).at
}

/** Mirrors the worst corner at the centre of the others, farther or nearer as that helps; false where nothing does. */
function replaceWorst(corners: Corner[], low: number, high: number, valued: Valued): boolean {
  const [best, worst] = [corners[low] as Corner, corners[high] as Corner]
  const size = worst.at.length
  const centre = worst.at.map(
    (own, axis) => (corners.reduce((sum, { at }) => sum + (at[axis] as number), 0) - own) / size,
  )
  const between = (from: readonly number[], share: number) =>
    valued(centre.map((middle, axis) => (1 - share) * middle + share * (from[axis] as number)))
  const mirrored = between(worst.at, -1)
  if (mirrored.value < best.value) {
    const farther = between(mirrored.at, 2)
    corners[high] = farther.value < mirrored.value ? farther : mirrored
    return true
  }
  if (mirrored.value < worst.value) corners[high] = mirrored
  const nearer = between((corners[high] as Corner).at, 0.5)
  if (nearer.value < (corners[high] as Corner).value) corners[high] = nearer
  else if (mirrored.value >= worst.value) return false
  return true
}

/** Halves all ways to the best corner; how far the others still stand from it. */
function shrink(corners: Corner[], low: number, valued: Valued): number {
  const best = corners[low] as Corner
  let extent = 0
  for (const [place, { at }] of corners.entries()) {
    if (place === low) continue
    const halved = at.map((x, axis) => ((best.at[axis] as number) + x) / 2)
    extent += halved.reduce((sum, x, axis) => sum + Math.abs(x - (best.at[axis] as number)), 0)
    corners[place] = valued(halved)
  }
  return extent
}
