const SHARE = 0.9
const [SHORTEST, LONGEST] = [30, 365]

/**
 * Days within which nine of ten gaps between purchases end, between 30 and 365; 365 where nobody came back. Each customer's gaps
 * are taken to be exponential around their own mean gap, so that customers who differ are not thrown together.
 */
export function churnWindow(first: Int32Array, last: Int32Array, purchases: Int32Array): number {
  const gaps = new Map<number, number>()
  let all = 0
  for (let at = 0; at < first.length; at++) {
    const count = (purchases[at] as number) - 1
    if (count < 1) continue
    // Tenths of a day are enough, and keep the table small.
    const gap = Math.max(0.5, Math.round((10 * ((last[at] as number) - (first[at] as number))) / count) / 10)
    gaps.set(gap, (gaps.get(gap) ?? 0) + count)
    all += count
  }
  if (all === 0) return LONGEST
  const longer = (days: number) => {
    let sum = 0
    for (const [gap, count] of gaps) sum += count * Math.exp(-days / gap)
    return sum / all
  }
  let [low, high] = [SHORTEST, LONGEST]
  while (low < high) {
    const middle = (low + high) >> 1
    if (longer(middle) <= 1 - SHARE) high = middle
    else low = middle + 1
  }
  return low
}
