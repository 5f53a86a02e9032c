import type { Cells, History } from './cells.ts'

export type ModelName = 'bg-nbd' | 'pareto-nbd'

/** A model of when people buy and stop buying; `at` is its parameters, in the order of `names`. */
export interface PurchaseModel {
  name: ModelName
  names: readonly string[]
  /** Where to begin the fit, and the centre of the weak prior, for customers who buy `rate` times in a unit and are seen for `T`. */
  usual(rate: number, T: number): number[]
  /** Standard deviations of the weak prior on the logarithms of the parameters. */
  priorWidths: readonly number[]
  /** Log likelihood of all cells, weighted. */
  logLikelihood(at: readonly number[], cells: Cells): number
  /** Probability that a customer has not stopped at `T`. */
  alive(at: readonly number[], history: History): number
  /** Expected purchases in `t` from `T` on, given that the customer has not stopped at `T`. */
  expected(at: readonly number[], history: History, t: number): number
  /** Writes the probabilities of 0, 1, … purchases in `t` from `T` on, given not stopped at `T`; returns how many were written. */
  counts(at: readonly number[], history: History, t: number, into: Float64Array): number
  /** Expected purchases in `t` from the first purchase on of a customer nothing else is known of. */
  expectedOfNew(at: readonly number[], factor: number, t: number): number
}
