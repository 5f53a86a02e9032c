/**
 * Whether the first expectations are farther from what happened than the second, beyond chance: by more than one standard error of the
 * paired difference, in absolute and in squared errors both, since the absolute error alone is won by telling everybody 0 where few buy.
 */
export function isFartherOff(first: Float64Array, second: Float64Array, happened: Int32Array): boolean {
  return [Math.abs, (off: number) => off * off].every((loss) => {
    let [mean, squares] = [0, 0]
    for (let at = 0; at < happened.length; at++) {
      const came = happened[at] as number
      const difference = loss((first[at] as number) - came) - loss((second[at] as number) - came)
      const off = difference - mean
      mean += off / (at + 1)
      squares += off * (difference - mean)
    }
    return mean > Math.sqrt(squares) / happened.length
  })
}
