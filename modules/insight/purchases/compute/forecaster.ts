import type { History } from './cells.ts'

/** Probabilities of 0, 1, … purchases in `chances[0 … size − 1]`; the array belongs to the forecaster and is overwritten by its next call. */
export interface CountChances {
  chances: Float64Array
  size: number
}

/** What tells the future of one customer, a model or a base line; `t` counts from the end of what is known. */
export interface Forecaster {
  /** Probability that the customer has not stopped. */
  active(history: History): number
  expected(history: History, t: number): number
  counts(history: History, t: number): CountChances
}
