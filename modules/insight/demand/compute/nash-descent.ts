interface Corner {
  at: number[]
  value: number
}

const CUT = 1e35
const TOLERANCE = Math.sqrt(Number.EPSILON)
const MOST = 2000

/**
 * One descent of Nelder and Mead's simplex in the edition of Nash, Compact Numerical Methods for Computers (1990, algorithm
 * 19): the first simplex reaches a tenth of the greatest coordinate, it arrives when its values differ by less than 1.5e-8 of
 * the first, and is not begun anew. `minimise` gets closer to the optimum; this one stops where published estimates stopped.
 */
export function nashDescent(of: (at: readonly number[]) => number, start: readonly number[]): number[] {
  const size = start.length
  let evaluations = 0
  const valued = (at: number[]): Corner => {
    evaluations++
    const value = of(at)
    return { at, value: Number.isFinite(value) ? value : CUT }
  }
  const first = valued([...start])
  const near = TOLERANCE * (Math.abs(first.value) + TOLERANCE)
  const reach = Math.max(...start.map((x) => 0.1 * Math.abs(x))) || 0.1
  const corners = [first, ...start.map((_, axis) => valued(start.map((x, other) => (other === axis ? x + reach : x))))]
  let extent = reach * size
  let low = 0
  while (evaluations <= MOST) {
    let high = low
    for (const [place, { value }] of corners.entries()) {
      if (value < (corners[low] as Corner).value) low = place
      if (value > (corners[high] as Corner).value) high = place
    }
    const [best, worst] = [corners[low] as Corner, corners[high] as Corner]
    if (worst.value <= best.value + near) break
    const centre = start.map(
      (_, axis) => (corners.reduce((sum, { at }) => sum + (at[axis] as number), 0) - (worst.at[axis] as number)) / size,
    )
    const between = (from: readonly number[], share: number) =>
      valued(centre.map((middle, axis) => (1 - share) * middle + share * (from[axis] as number)))
    const mirrored = between(worst.at, -1)
    if (mirrored.value < best.value) {
      const farther = between(mirrored.at, 2)
      corners[high] = farther.value < mirrored.value ? farther : mirrored
      continue
    }
    if (mirrored.value < worst.value) corners[high] = mirrored
    const nearer = between((corners[high] as Corner).at, 0.5)
    if (nearer.value < (corners[high] as Corner).value) corners[high] = nearer
    else if (mirrored.value >= worst.value) {
      let shrunk = 0
      for (const [place, { at }] of corners.entries()) {
        if (place === low) continue
        const halved = at.map((x, axis) => ((best.at[axis] as number) + x) / 2)
        shrunk += halved.reduce((sum, x, axis) => sum + Math.abs(x - (best.at[axis] as number)), 0)
        corners[place] = valued(halved)
      }
      if (shrunk >= extent) break
      extent = shrunk
    }
  }
  return (corners[low] as Corner).at
}
