/**
 * Least squares by the normal equations: finds b that makes Σ w (e₀ + Σ bₖ eₖ)² least, where `columns` are e₀, e₁ …, and
 * that least value. A direction that the values say nothing about gets 0.
 */
export function solveNormal(
  columns: readonly Float64Array[],
  weights: Float64Array | undefined,
): { solution: Float64Array; squares: number } {
  const size = columns.length - 1
  const first = columns[0] as Float64Array
  // Cholesky of the products, the right side carried along as a last row.
  const rows: Float64Array[] = []
  let squares = 0
  for (let i = 0; i <= size; i++) {
    const row = new Float64Array(i + 1)
    const column = i < size ? (columns[i + 1] as Float64Array) : first
    const whole = productOf(column, column, weights)
    let rest = whole
    for (let j = 0; j < i; j++) {
      const other = rows[j] as Float64Array
      let sum = productOf(column, columns[j + 1] as Float64Array, weights)
      for (let k = 0; k < j; k++) sum -= (row[k] as number) * (other[k] as number)
      const part = (other[j] as number) > 0 ? sum / (other[j] as number) : 0
      row[j] = part
      rest -= part * part
    }
    if (i === size) squares = Math.max(rest, 0)
    else row[i] = rest > whole * 1e-12 ? Math.sqrt(rest) : 0
    rows.push(row)
  }
  return { solution: solveBack(rows, size), squares }
}

function productOf(a: Float64Array, b: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0
  if (weights) for (let t = 0; t < a.length; t++) sum += (weights[t] as number) * (a[t] as number) * (b[t] as number)
  else for (let t = 0; t < a.length; t++) sum += (a[t] as number) * (b[t] as number)
  return sum
}

function solveBack(rows: readonly Float64Array[], size: number): Float64Array {
  const solution = new Float64Array(size)
  const right = rows[size] as Float64Array
  for (let i = size - 1; i >= 0; i--) {
    let sum = -(right[i] as number)
    for (let k = i + 1; k < size; k++) sum -= ((rows[k] as Float64Array)[i] as number) * (solution[k] as number)
    const pivot = (rows[i] as Float64Array)[i] as number
    solution[i] = pivot > 0 ? sum / pivot : 0
  }
  return solution
}
