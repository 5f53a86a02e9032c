/** A point and what the function gives there. */
export interface Minimum {
  at: number[]
  value: number
  evaluations: number
}

interface Options {
  /** How far the first simplex reaches from the start in each direction. */
  step?: number
  /** Spread of values in the simplex, relative to the value, at which a descent has arrived. */
  tolerance?: number
  mostEvaluations?: number
}

/**
 * The minimum of a function without derivatives: Nelder and Mead 1965 (Computer Journal 7, 308–313), begun anew from
 * where it arrived until that brings nothing more, because a simplex may collapse on a slope. Values that are no numbers
 * count as infinite, so a function can fence off its domain.
 */
export function minimise(
  of: (at: readonly number[]) => number,
  start: readonly number[],
  { step = 0.5, tolerance = 1e-10, mostEvaluations = 4000 }: Options = {},
): Minimum {
  let evaluations = 0
  const value = (at: readonly number[]) => {
    evaluations++
    const found = of(at)
    return Number.isNaN(found) ? Number.POSITIVE_INFINITY : found
  }
  let best = { at: [...start], value: value(start) }
  for (let reach = step; evaluations < mostEvaluations; reach /= 2) {
    const found = descend(value, best, reach, tolerance, () => evaluations < mostEvaluations)
    const gain = best.value - found.value
    if (found.value <= best.value) best = found
    // The first descent always gains; what matters is that another brings nothing.
    if (reach < step && gain <= tolerance * 10 * (1 + Math.abs(best.value))) break
  }
  return { ...best, evaluations }
}

interface Vertex {
  at: number[]
  value: number
}

function descend(
  value: (at: readonly number[]) => number,
  from: Vertex,
  reach: number,
  tolerance: number,
  mayGoOn: () => boolean,
): Vertex {
  const size = from.at.length
  const vertex = (at: number[]): Vertex => ({ at, value: value(at) })
  const simplex = [
    from,
    ...from.at.map((_, axis) => vertex(from.at.map((x, other) => (other === axis ? x + reach : x)))),
  ]
  const sort = () => simplex.sort((a, b) => a.value - b.value)
  sort()
  while (mayGoOn()) {
    const [best, worst, second] = [simplex[0] as Vertex, simplex[size] as Vertex, simplex[size - 1] as Vertex]
    if (Math.abs(worst.value - best.value) <= tolerance * (Math.abs(best.value) + tolerance)) break
    const centre = from.at.map(
      (_, axis) => simplex.slice(0, size).reduce((sum, { at }) => sum + (at[axis] ?? 0), 0) / size,
    )
    const along = (factor: number) =>
      vertex(centre.map((middle, axis) => middle + factor * (middle - (worst.at[axis] ?? 0))))
    const mirrored = along(1)
    if (mirrored.value < best.value) {
      const farther = along(2)
      simplex[size] = farther.value < mirrored.value ? farther : mirrored
    } else if (mirrored.value < second.value) simplex[size] = mirrored
    else {
      const nearer = mirrored.value < worst.value ? along(0.5) : along(-0.5)
      if (nearer.value < Math.min(mirrored.value, worst.value)) simplex[size] = nearer
      else
        for (let index = 1; index <= size; index++) {
          const { at } = simplex[index] as Vertex
          simplex[index] = vertex(at.map((x, axis) => ((best.at[axis] ?? 0) + x) / 2))
        }
    }
    sort()
  }
  return simplex[0] as Vertex
}
