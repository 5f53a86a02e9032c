export type TrueRule = { if: string; then: string; probability: number }

/** Who buys from the first category adds something from the second with this probability: what mining should find again. */
export const trueRules: readonly TrueRule[] = [
  { if: 'COF', then: 'FLT', probability: 0.35 },
  { if: 'FOR', then: 'DIA', probability: 0.3 },
  { if: 'DIA', then: 'WIP', probability: 0.45 },
  { if: 'CAT', then: 'LIT', probability: 0.5 },
  { if: 'SHA', then: 'CON', probability: 0.4 },
  { if: 'PAS', then: 'BRU', probability: 0.3 },
  { if: 'GTE', then: 'HON', probability: 0.2 },
]
