import type { DailyCounts } from './yearly-pattern.ts'

/** What is known of customers at the end of a day; days are numbers since 1970-01-01, columns have one entry a customer. */
export interface KnownCustomers {
  asOf: number
  first: Int32Array
  last: Int32Array
  /** Distinct days with a purchase, at least 1. */
  purchases: Int32Array
}

/** Customers as they were known at the end of an earlier day, and on how many days each bought after it. */
export interface HeldOut extends KnownCustomers {
  later: Int32Array
}

export interface PredictInput extends KnownCustomers {
  /** Mean revenue or profit of a purchase day, major units. */
  meanValue: Float64Array
  /** Days ahead, such as 30, 90 and 365. */
  horizons: readonly number[]
  /** Those of them in which earlier predictions were farther off than the base line's, whose word is then given. */
  aside?: readonly number[]
  /** 0.1 is ten per cent a year. */
  yearlyDiscount: number
  /**
   * What was known at the end of an earlier day, with the purchase days after it until `asOf`: for the choice of model and the
   * comparison with the base line. Best with a cut about a quarter of the data's length ago, at most a year.
   */
  heldOut: HeldOut | null
  /** Everybody's purchase days that are not a customer's first, by day until `asOf`, for the seasonal pattern. */
  repeatsByDay?: DailyCounts
}
