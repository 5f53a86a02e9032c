import type { PairedSquares } from './paired-squares.ts'

export type Verdict = 'better' | 'alike' | 'worse'

const STANDARD_ERRORS = 2

/** Whether the first is nearer to what happened than the second, or farther off, by more than two standard errors; else they are alike. */
export function verdictOf({ difference, standardError }: PairedSquares): Verdict {
  if (Math.abs(difference) <= STANDARD_ERRORS * standardError) return 'alike'
  return difference < 0 ? 'better' : 'worse'
}
