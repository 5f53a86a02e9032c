import type { Cohorts } from './cohorts.ts'
import { collapse } from './collapse.ts'
import { countChances } from './count-chances.ts'
import { customersByCell } from './customers-by-cell.ts'
import type { CohortFit, Timed } from './fit-cohorts.ts'
import { historyOf } from './history-of.ts'
import { intervalOf } from './interval-of.ts'

export interface HeldOutScore {
  /** Of the counts that came later. */
  logLikelihood: number
  /** By customer. */
  expected: Float64Array
  /** Share of customers whose count lay in their 80 % interval, and the share that was stated. */
  inside: number
  insideStated: number
}

const MOST_CELLS = 20_000
/** A count the model holds impossible must not decide everything alone. */
const LEAST = 1e-9

/** How well a model that was fitted until a day tells what came in the `span` afterwards. */
export function scoreHeldOut(
  { model, draws, factors }: CohortFit,
  timed: Timed,
  cohorts: Cohorts,
  later: Int32Array,
  span: number,
): HeldOutScore {
  const { cells, cellOf } = collapse({ ...timed, group: cohorts.of }, MOST_CELLS)
  const { order, starts } = customersByCell(cellOf, cells.size)
  const expected = new Float64Array(later.length)
  const chancesOf = countChances(model, draws)
  const score = { logLikelihood: 0, inside: 0, insideStated: 0 }
  for (let cell = 0; cell < cells.size; cell++) {
    const history = { ...historyOf(cells, cell), factor: factors[cells.group[cell] as number] as number }
    const { chances, size } = chancesOf(history, span)
    const { low, high, inside } = intervalOf(chances, size)
    let mean = 0
    for (let n = 1; n < size; n++) mean += n * (chances[n] as number)
    for (let place = starts[cell] as number; place < (starts[cell + 1] as number); place++) {
      const customer = order[place] as number
      const count = later[customer] as number
      expected[customer] = mean
      score.logLikelihood += Math.log(Math.max(LEAST, count < size ? (chances[count] as number) : 0))
      score.inside += count >= low && count <= high ? 1 : 0
      score.insideStated += inside
    }
  }
  const { length } = later
  return { ...score, expected, inside: score.inside / length, insideStated: score.insideStated / length }
}
