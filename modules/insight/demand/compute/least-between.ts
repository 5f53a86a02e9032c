const GRID = [0.001, 0.03, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 0.999]
const GOLDEN = (Math.sqrt(5) - 1) / 2

/** Where between 0 and 1 a function is least: the best of a grid, then golden-section search between its neighbours (Kiefer 1953). */
export function leastBetween(of: (at: number) => number, precision: number): number {
  const values = GRID.map(of)
  const best = values.indexOf(Math.min(...values))
  let [low, high] = [GRID[best - 1] ?? 0, GRID[best + 1] ?? 1]
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)]
  let [atLeft, atRight] = [of(left), of(right)]
  while (high - low > precision) {
    if (atLeft <= atRight) {
      high = right
      ;[right, atRight] = [left, atLeft]
      left = high - GOLDEN * (high - low)
      atLeft = of(left)
    } else {
      low = left
      ;[left, atLeft] = [right, atRight]
      right = low + GOLDEN * (high - low)
      atRight = of(right)
    }
  }
  return (low + high) / 2
}
