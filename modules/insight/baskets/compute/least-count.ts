/** In how many of `baskets` a set must stand to have a support of `share`: ⌈share × baskets⌉, at least 1, as arules counts. */
export function leastCount(share: number, baskets: number): number {
  // 0.1 × 30 is a little more than 3 in floating point, and means 3.
  return Math.max(1, Math.ceil(share * baskets * (1 - 1e-12)))
}
