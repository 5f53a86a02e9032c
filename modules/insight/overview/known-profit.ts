/** Costs must be known for this share of revenue before a gross profit is shown. */
const KNOWN = 0.9

/** Gross profit of the sales whose cost is known, in micro units; null where that is too little of the revenue to speak for it. */
export function knownProfit(sums: { revenue: bigint; costedRevenue: bigint; cost: bigint }): bigint | null {
  if (sums.revenue <= 0n) return null
  const share = Number(sums.costedRevenue) / Number(sums.revenue)
  return share >= KNOWN ? sums.costedRevenue - sums.cost : null
}
