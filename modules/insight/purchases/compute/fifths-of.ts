/** Scores 1 to 5 by fifths, ties together: 1 + ⌊5 × (those with a lower value) ÷ (all)⌋, as the other scores are made. */
export function fifthsOf(values: ArrayLike<number>): Uint8Array {
  const sorted = Float64Array.from(values).sort()
  const lowerThan = (value: number) => {
    let [from, to] = [0, sorted.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((sorted[middle] ?? 0) < value) from = middle + 1
      else to = middle
    }
    return from
  }
  return Uint8Array.from(values, (value) => 1 + Math.floor((5 * lowerThan(value)) / sorted.length))
}
