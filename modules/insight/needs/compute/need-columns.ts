import type { Method } from './hold-out.ts'

export const STATES = ['later', 'soon', 'due', 'overdue', 'lost'] as const
/**
 * `soon`: due within 14 days; `due`: its day has come; `overdue`: three in four such gaps were over by now; `later` else, and where hardly
 * anybody buys it within 30 days or what is left is longer than 60; `lost`: hardly to return, see `returns`.
 */
export type NeedState = (typeof STATES)[number]

/** Next purchases, one place each in every array. Days count from 1970-01-01. */
export interface NeedColumns {
  customer: Int32Array
  /** Number of the category or product. */
  thing: Int32Array
  last: Int32Array
  /** When it was due as told by the last purchase; `next`, `low` and `high` know that nothing came since. */
  due: Int32Array
  next: Int32Array
  low: Int32Array
  high: Int32Array
  /** Place in STATES. */
  state: Uint8Array
  within7: Float32Array
  within14: Float32Array
  within30: Float32Array
  /** Probability that they buy it within half a year, or within twice the usual gap. */
  returns: Float32Array
  purchases: Int32Array
  lastQuantity: Float32Array
  usualQuantity: Float32Array
  /** Mean gap of the customer in days; NaN with one purchase. */
  ownGap: Float32Array
  /** Half of the gaps of a customer of whom nothing is known are shorter. */
  usualGap: Float32Array
  /** Purchases and revenue expected within 30 days. */
  expected: Float32Array
  revenue: Float64Array
  /** Place in METHODS. */
  method: Uint8Array
}

export interface Told {
  customer: number
  thing: number
  last: number
  due: number
  next: number
  low: number
  high: number
  state: NeedState
  within7: number
  within14: number
  within30: number
  returns: number
  purchases: number
  lastQuantity: number
  usualQuantity: number
  ownGap: number
  usualGap: number
  expected: number
  revenue: number
  method: Method
}
