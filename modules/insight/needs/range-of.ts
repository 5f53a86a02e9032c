/** Standard normal, 10 % in each tail. */
const TAIL = 1.2816

/** What 8 in 10 sums of purchases with this mean would hold: chance of each (variance), and of the whole level (spread of its logarithm). */
export function rangeOf(expected: number, variance: number, spread: number): { low: number; high: number } {
  const half = TAIL * Math.sqrt(variance + (spread * expected) ** 2)
  return { low: Math.max(0, expected - half), high: expected + half }
}
