/**
 * q-values after Benjamini & Hochberg 1995 (Journal of the Royal Statistical Society B 57, 289–300): the least share of
 * false discoveries at which each test is one. `tests`: how many there were in all, those that were not looked at counted as p = 1.
 */
export function falseDiscovery(p: Float64Array, tests: number): Float64Array {
  const order = Uint32Array.from(p.keys()).sort((a, b) => (p[a] as number) - (p[b] as number))
  const q = new Float64Array(p.length)
  let least = 1
  for (let rank = order.length; rank > 0; rank--) {
    const test = order[rank - 1] as number
    least = Math.min(least, ((p[test] as number) * tests) / rank)
    q[test] = least
  }
  return q
}
