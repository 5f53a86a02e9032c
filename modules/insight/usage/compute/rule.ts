/** How customers are told apart by how much they buy; the setting that people see is `usage-rule.ts` of this room. */
export interface UsageShares {
  /** What a share is of: the quantity they buy together, or their number. */
  by: 'volume' | 'customers'
  /** Percentages up to which customers, most first, are heavy and medium. */
  heavy: number
  medium: number
}

/** The same by what they hold to. */
export interface LoyaltyShares {
  /** Percentage of purchases in one brand that makes loyal. */
  share: number
  /** With fewer purchases nothing is said. */
  leastPurchases: number
}
