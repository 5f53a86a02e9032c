export interface CalibrationGroup {
  customers: number
  /** Means per customer. */
  expected: number
  happened: number
  baseLine: number
}

const GROUPS = 10

/** Ten groups of equal size by what was expected, the least first: means of expectation, base line and what happened. */
export function calibration(expected: Float64Array, baseLine: Float64Array, happened: Int32Array): CalibrationGroup[] {
  const order = Int32Array.from(expected.keys()).sort((a, b) => (expected[a] as number) - (expected[b] as number))
  return Array.from({ length: GROUPS }, (_, group) => {
    const part = order.subarray(
      Math.round((group * order.length) / GROUPS),
      Math.round(((group + 1) * order.length) / GROUPS),
    )
    const mean = (of: Float64Array | Int32Array) =>
      part.reduce((sum, customer) => sum + (of[customer] as number), 0) / part.length
    return { customers: part.length, expected: mean(expected), happened: mean(happened), baseLine: mean(baseLine) }
  })
}
