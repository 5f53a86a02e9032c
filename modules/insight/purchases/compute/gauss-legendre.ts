export interface Quadrature {
  nodes: Float64Array
  weights: Float64Array
}

const known = new Map<number, Quadrature>()

/** Nodes in (0, 1) and weights of Gauss–Legendre quadrature (Newton's method on the recurrence of the polynomials). */
export function gaussLegendre(size: number): Quadrature {
  const before = known.get(size)
  if (before) return before
  const nodes = new Float64Array(size)
  const weights = new Float64Array(size)
  for (let at = 0; at < size; at++) {
    let x = Math.cos((Math.PI * (at + 0.75)) / (size + 0.5))
    let slope = 1
    for (let step = 0; step < 20; step++) {
      let [previous, value] = [1, x]
      for (let degree = 2; degree <= size; degree++) {
        ;[previous, value] = [value, ((2 * degree - 1) * x * value - (degree - 1) * previous) / degree]
      }
      slope = (size * (x * value - previous)) / (x * x - 1)
      const move = value / slope
      x -= move
      if (Math.abs(move) < 1e-15) break
    }
    nodes[at] = (1 - x) / 2
    weights[at] = 1 / ((1 - x * x) * slope * slope)
  }
  const found = { nodes, weights }
  known.set(size, found)
  return found
}
