export type TrueRule = { bought: string; added: string; probability: number }

/** Who buys from the first category adds something from the second with this probability: what mining should find again. */
export const trueRules: readonly TrueRule[] = [
  { bought: 'COF', added: 'FLT', probability: 0.35 },
  { bought: 'FOR', added: 'DIA', probability: 0.3 },
  { bought: 'DIA', added: 'WIP', probability: 0.45 },
  { bought: 'CAT', added: 'LIT', probability: 0.5 },
  { bought: 'SHA', added: 'CON', probability: 0.4 },
  { bought: 'PAS', added: 'BRU', probability: 0.3 },
  { bought: 'GTE', added: 'HON', probability: 0.2 },
]
