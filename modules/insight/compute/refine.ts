import type { Minimum } from './minimise.ts'

interface Options {
  /** Width of the differences that slopes and curvature are measured with. */
  step?: number
  /** Where the gain that a step promises is less than this, relative to the value, the step is the last. */
  tolerance?: number
  mostRounds?: number
}

/**
 * The minimum of a smooth function from a start that is near it: Newton's method with slopes and curvature by differences
 * (Nocedal and Wright, Numerical Optimization, 2006, sections 3.3 and 8.1), which takes a third of the evaluations
 * that a search without derivatives takes. Null where the function isn't curved like a bowl there, or doesn't
 * fall where it should: then only a search helps.
 */
export function refine(
  of: (at: readonly number[]) => number,
  start: readonly number[],
  { step = 0.01, tolerance = 1e-8, mostRounds = 12 }: Options = {},
): Minimum | null {
  let evaluations = 0
  const value = (at: readonly number[]) => {
    evaluations++
    return of(at)
  }
  let width = step
  let best = { at: [...start], value: value(start) }
  for (let round = 0; round < mostRounds; round++) {
    const { slope, curvature } = differences(value, best, width)
    const way = wayDown(curvature, slope)
    if (!way) return null
    const gain = way.reduce((sum, one, axis) => sum + one * (slope[axis] as number), 0) / 2
    const isLast = gain <= tolerance * (1 + Math.abs(best.value))
    const next = shorter(value, best, way, isLast ? 1 : HALVES)
    if (isLast) return { ...(next ?? best), evaluations }
    if (next) best = next
    // So near that wide differences point past it.
    else if (width > NARROWEST) width /= 10
    else return null
  }
  return null
}

const NARROWEST = 1e-4

interface Place {
  at: number[]
  value: number
}

function differences(value: (at: readonly number[]) => number, { at, value: here }: Place, step: number) {
  const moved = (...axes: readonly (readonly [axis: number, by: number])[]) => {
    const to = [...at]
    for (const [axis, by] of axes) to[axis] = (to[axis] as number) + by
    return value(to)
  }
  const up = at.map((_, axis) => moved([axis, step]))
  const down = at.map((_, axis) => moved([axis, -step]))
  const slope = at.map((_, axis) => ((up[axis] as number) - (down[axis] as number)) / (2 * step))
  const curvature = at.map((_, i) =>
    at.slice(0, i + 1).map((_, j) => {
      const [a, b] = [up[i] as number, up[j] as number]
      if (i === j) return (a - 2 * here + (down[i] as number)) / step ** 2
      return (moved([i, step], [j, step]) - a - b + here) / step ** 2
    }),
  )
  return { slope, curvature }
}

/** Stronger and stronger Levenberg–Marquardt damping, until it is a way down; null where the curvature has no sense. */
function wayDown(curvature: readonly (readonly number[])[], slope: readonly number[]): number[] | null {
  for (const damping of [0, 1e-3, 1e-2, 0.1, 1]) {
    const way = solve(
      curvature.map((row, i) => row.map((value, j) => (i === j ? value * (1 + damping) : value))),
      slope,
    )
    if (way) return way
  }
  return null
}

/** Solves by Cholesky's decomposition of the lower half; null where the matrix is not positive definite. */
function solve(lower: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const rows: number[][] = []
  for (let i = 0; i < right.length; i++) {
    const row: number[] = []
    for (let j = 0; j <= i; j++) {
      let rest = lower[i]?.[j] as number
      for (let k = 0; k < j; k++) rest -= (row[k] as number) * ((i === j ? row[k] : rows[j]?.[k]) as number)
      if (i === j && !(rest > 0)) return null
      row[j] = i === j ? Math.sqrt(rest) : rest / (rows[j]?.[j] as number)
    }
    rows.push(row)
  }
  const forward: number[] = []
  rows.forEach((row, i) => {
    const rest = forward.reduce((sum, one, k) => sum - one * (row[k] as number), right[i] as number)
    forward.push(rest / (row[i] as number))
  })
  const out = [...forward]
  for (let i = right.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < right.length; k++)
      out[i] = (out[i] as number) - (rows[k]?.[i] as number) * (out[k] as number)
    out[i] = (out[i] as number) / (rows[i]?.[i] as number)
  }
  return out
}

const HALVES = 5

/** The whole way, or the first half, quarter, … of it that leads down. */
function shorter(
  value: (at: readonly number[]) => number,
  from: Place,
  way: readonly number[],
  tries: number,
): Place | null {
  for (let share = 1; share > 2 ** -tries; share /= 2) {
    const at = from.at.map((x, axis) => x - share * (way[axis] as number))
    const found = value(at)
    if (found < from.value) return { at, value: found }
  }
  return null
}
