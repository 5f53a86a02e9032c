export interface Errors {
  /** Sum of what was expected. */
  expected: number
  /** Expected over happened, less 1: 0.05 is five per cent too many. Null where nothing happened. */
  bias: number | null
  meanAbsoluteError: number
  rootMeanSquaredError: number
}

/** How far expectations are from what happened. */
export function measureErrors(expected: Float64Array, happened: Int32Array): Errors {
  let [sum, came, absolute, squares] = [0, 0, 0, 0]
  for (let at = 0; at < happened.length; at++) {
    const off = (expected[at] as number) - (happened[at] as number)
    sum += expected[at] as number
    came += happened[at] as number
    absolute += Math.abs(off)
    squares += off * off
  }
  return {
    expected: sum,
    bias: came > 0 ? sum / came - 1 : null,
    meanAbsoluteError: absolute / happened.length,
    rootMeanSquaredError: Math.sqrt(squares / happened.length),
  }
}
