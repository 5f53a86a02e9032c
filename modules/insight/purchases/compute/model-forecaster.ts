import type { Forecaster } from './forecaster.ts'
import type { PurchaseModel } from './purchase-model.ts'

/** A row of probabilities never needs more entries than this: what lies beyond is less than rounding for any shop. */
const ROOM = 1 << 13

/** Forecasts of a model for customers who may have stopped, mixed over `draws` of its parameters with equal weight. */
export function modelForecaster(model: PurchaseModel, draws: readonly (readonly number[])[]): Forecaster {
  const [mixed, one] = [new Float64Array(ROOM), new Float64Array(ROOM)]
  const mean = (of: (at: readonly number[]) => number) => {
    let sum = 0
    for (const at of draws) sum += of(at)
    return sum / draws.length
  }
  return {
    active: (history) => mean((at) => model.alive(at, history)),
    expected: (history, t) => mean((at) => model.alive(at, history) * model.expected(at, history, t)),
    counts: (history, t) => {
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
    },
  }
}
