import type { Known } from './predict-series.ts'
import type { Summary } from './summarise.ts'

/** What a summary knows of series `s`. */
export const knownOf = (summary: Summary, s: number): Known => ({
  gaps: summary.gaps[s] as number,
  sum: summary.sum[s] as number,
  wait: summary.wait[s] as number,
  quiet: summary.quiet[s] as number,
  active: summary.active[s] as number,
  stretch: summary.stretch[s] as number,
  pace: summary.pace[s] as number,
})
