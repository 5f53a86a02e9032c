/** How two different normalised values are compared. Levels run from the closest to the farthest; equal values are level 0. */
export interface Comparison {
  levels: readonly string[]
  /** Level of two values that are not equal, in either order the same; masks are their `letterMask`s. */
  compare(a: string, b: string, maskA: number, maskB: number): number
  /**
   * Whether agreement on a rare value says more than on a frequent one. `when-shared`: only a value that many records have
   * (a filler, a company's switchboard) counts less; that two have it is what the field is for.
   */
  byFrequency: 'always' | 'when-shared' | 'never'
}
