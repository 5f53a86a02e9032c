/** How much the first's squared errors are above the second's: mean per customer, and its standard error. */
export interface PairedSquares {
  difference: number
  standardError: number
}

/** Squared errors of two expectations of the same counts, compared customer by customer (Diebold and Mariano 1995, across customers). */
export function pairedSquares(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  happened: ArrayLike<number>,
): PairedSquares {
  let [mean, squares] = [0, 0]
  for (let at = 0; at < happened.length; at++) {
    const came = happened[at] ?? 0
    const difference = ((first[at] ?? 0) - came) ** 2 - ((second[at] ?? 0) - came) ** 2
    const off = difference - mean
    mean += off / (at + 1)
    squares += off * (difference - mean)
  }
  return { difference: mean, standardError: happened.length > 0 ? Math.sqrt(squares) / happened.length : 0 }
}
