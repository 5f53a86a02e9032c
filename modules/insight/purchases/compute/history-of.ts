import type { Cells, History } from './cells.ts'

/** One cell as an object. */
export const historyOf = ({ xs, xAt, tx, T, factor }: Cells, cell: number): History => ({
  x: xs[xAt[cell] as number] as number,
  tx: tx[cell] as number,
  T: T[cell] as number,
  factor: factor[cell] as number,
})
