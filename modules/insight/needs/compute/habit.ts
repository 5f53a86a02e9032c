/**
 * How purchases of one category come. A customer's gaps, in days of a usual purchase, are Gamma(k, k·λ); λ is
 * Gamma(r, r·typical·pace^γ) over customers; after each purchase a customer leaves the category for good with a
 * probability that is Beta(a, b) over customers.
 */
export interface Habit {
  /** k: 1 is pure chance, greater is more regular. */
  regularity: number
  /** r: how alike customers are. */
  alike: number
  /** 1 ÷ mean λ, in days. */
  typical: number
  /** γ: how far customers who come often also buy this often. */
  paceShare: number
  /** Of the Beta of leaving. */
  a: number
  b: number
}
