/** A one-to-one shuffle of 0 … size−1, so that numbers given out in order don't look counted. `size` shares no factor with 7,368,787. */
export function spread(rank: number, size: number): number {
  return (rank * 7_368_787 + 1_299_709) % size
}
