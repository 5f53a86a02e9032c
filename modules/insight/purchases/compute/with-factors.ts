import type { Cells } from './cells.ts'

/** The same cells, each with the factor of its cohort. */
export const withFactors = (cells: Cells, factors: Float64Array): Cells => ({
  ...cells,
  factor: Float64Array.from(cells.group, (group) => factors[group] as number),
})
