/** Pearson's correlation of two columns over the rows where the second is above 0; null where one doesn't vary. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  let [count, meanA, meanB, squareA, squareB, product] = [0, 0, 0, 0, 0, 0]
  for (let at = 0; at < a.length; at++) {
    if (!((b[at] as number) > 0)) continue
    count++
    const [offA, offB] = [(a[at] as number) - meanA, (b[at] as number) - meanB]
    meanA += offA / count
    meanB += offB / count
    squareA += offA * ((a[at] as number) - meanA)
    squareB += offB * ((b[at] as number) - meanB)
    product += offA * ((b[at] as number) - meanB)
  }
  return squareA > 0 && squareB > 0 ? product / Math.sqrt(squareA * squareB) : null
}
