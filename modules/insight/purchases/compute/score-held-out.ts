import type { Cells } from './cells.ts'
import { customersByCell } from './customers-by-cell.ts'
import type { Forecaster } from './forecaster.ts'
import { historyOf } from './history-of.ts'
import { intervalOf } from './interval-of.ts'
import { type Errors, measureErrors } from './measure-errors.ts'

export interface HeldOutScore extends Errors {
  /** Of the counts that came later. */
  logLikelihood: number
  /** Share of customers whose count lay in their 80 % interval, and the share that was stated. */
  inside: number
  insideStated: number
}

/** A count that was held impossible must not decide everything alone. */
const LEAST = 1e-9

/** How well customers, collapsed to cells as they were known on a day, are told what came in `t` afterwards. */
export function scoreHeldOut(
  { expected: expectedOf, counts }: Pick<Forecaster, 'expected' | 'counts'>,
  { cells, cellOf }: { cells: Cells; cellOf: Int32Array },
  later: Int32Array,
  t: number,
): { score: HeldOutScore; expected: Float64Array } {
  const { order, starts } = customersByCell(cellOf, cells.size)
  const expected = new Float64Array(later.length)
  const sums = { logLikelihood: 0, inside: 0, insideStated: 0 }
  for (let cell = 0; cell < cells.size; cell++) {
    const history = historyOf(cells, cell)
    const mean = expectedOf(history, t)
    const { chances, size } = counts(history, t)
    const { low, high, inside } = intervalOf(chances, size)
    for (let place = starts[cell] as number; place < (starts[cell + 1] as number); place++) {
      const customer = order[place] as number
      const count = later[customer] as number
      expected[customer] = mean
      sums.logLikelihood += Math.log(Math.max(LEAST, count < size ? (chances[count] as number) : 0))
      sums.inside += count >= low && count <= high ? 1 : 0
      sums.insideStated += inside
    }
  }
  const { length } = later
  const { logLikelihood, inside, insideStated } = sums
  const errors = measureErrors(expected, later)
  return { score: { ...errors, logLikelihood, inside: inside / length, insideStated: insideStated / length }, expected }
}
