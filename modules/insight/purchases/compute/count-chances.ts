import type { History } from './cells.ts'
import type { PurchaseModel } from './purchase-model.ts'

/** A row of probabilities never needs more entries than this: beyond it lies less than rounding for any shop. */
const ROOM = 1 << 13

/**
 * A function that gives the probabilities of 0, 1, … purchases in `t` of a customer who may have stopped, mixed over `draws` of the
 * parameters. The array it returns is its own and is overwritten by the next call.
 */
export function countChances(model: PurchaseModel, draws: readonly (readonly number[])[]) {
  const [mixed, one] = [new Float64Array(ROOM), new Float64Array(ROOM)]
  return (history: History, t: number): { chances: Float64Array; size: number } => {
    mixed.fill(0)
    let size = 1
    for (const at of draws) {
      const alive = model.alive(at, history)
      const reached = model.counts(at, history, t, one)
      for (let n = 0; n < reached; n++) mixed[n] = (mixed[n] as number) + (alive * (one[n] as number)) / draws.length
      mixed[0] = (mixed[0] as number) + (1 - alive) / draws.length
      size = Math.max(size, reached)
    }
    return { chances: mixed, size }
  }
}
