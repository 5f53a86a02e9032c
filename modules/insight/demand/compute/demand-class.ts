export type DemandClass = 'smooth' | 'erratic' | 'intermittent' | 'lumpy'

/**
 * How a series is sold, by the mean number of steps between demands (1.32) and the squared coefficient of variation of their
 * sizes (0.49): Syntetos, Boylan & Croston 2005 (Journal of the Operational Research Society 56, 495–503).
 */
export function demandClass(values: Float64Array): DemandClass {
  let [count, sum, squares] = [0, 0, 0]
  for (const value of values) {
    if (value === 0) continue
    count++
    sum += value
    squares += value * value
  }
  if (count === 0) return 'intermittent'
  const mean = sum / count
  const varies = squares / count / (mean * mean) - 1 >= 0.49
  const rests = values.length / count >= 1.32
  return rests ? (varies ? 'lumpy' : 'intermittent') : varies ? 'erratic' : 'smooth'
}
