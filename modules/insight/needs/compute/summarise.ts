import type { Company } from './company.ts'
import type { SizeRule } from './learn-sizes.ts'
import type { Series } from './series.ts'
import { sizeOf } from './size-of.ts'

/** What the model needs to know of each series at the end of a day. Gaps are in days of a usual purchase: gap ÷ stretch. */
export interface Summary {
  /** Complete gaps; −1: bought later only. */
  gaps: Int32Array
  sum: Float64Array
  sumOfLogs: Float64Array
  /** Days since the last purchase, in the same measure. */
  wait: Float64Array
  /** That part of it in which the customer still bought other things. */
  quiet: Float64Array
  /** See Company. */
  active: Float64Array
  pace: Float64Array
  /** How many times longer than usual the last purchase lasts. */
  stretch: Float64Array
  /** Place of the first purchase after that day, or of the end of the series. */
  end: Int32Array
}

/** Sums up all series at the end of day `cut`; `unit` gives the measure of each series' gaps in days (1 unless given). */
export function summarise(series: Series, cut: number, rule: SizeRule, company: Company, unit?: Float64Array): Summary {
  const { count } = series
  const out: Summary = {
    gaps: new Int32Array(count).fill(-1),
    sum: new Float64Array(count),
    sumOfLogs: new Float64Array(count),
    wait: new Float64Array(count),
    stretch: new Float64Array(count),
    quiet: new Float64Array(count),
    active: company.active,
    pace: company.pace,
    end: new Int32Array(count),
  }
  const usual = usualSizes(series, cut, rule)
  for (let s = 0; s < count; s++) {
    const [first, beyond, group] = [
      series.starts[s] as number,
      series.starts[s + 1] as number,
      series.group[s] as number,
    ]
    let end = first
    let sizes = usual[group] as number
    for (; end < beyond && (series.days[end] as number) <= cut; end++) sizes += sizeOf(series, end, group, rule)
    out.end[s] = end
    if (end === first) continue
    // The customer's usual size, drawn half a step to the category's: who bought once big may always buy big.
    const own = sizes / (end - first + 1)
    const measure = Math.log(unit ? (unit[s] as number) : 1)
    for (let p = first; p < end - 1; p++) {
      const log =
        Math.log((series.days[p + 1] as number) - (series.days[p] as number)) -
        sizeOf(series, p, group, rule) +
        own -
        measure
      ;(out.sum[s] as number) += Math.exp(log)
      ;(out.sumOfLogs[s] as number) += log
    }
    const stretch = Math.exp(sizeOf(series, end - 1, group, rule) - own + measure)
    out.gaps[s] = end - first - 1
    out.stretch[s] = stretch
    out.wait[s] = (cut - (series.days[end - 1] as number)) / stretch
    out.quiet[s] = Math.max(0, (company.lastDay[s] as number) - (series.days[end - 1] as number)) / stretch
  }
  return out
}

function usualSizes(series: Series, cut: number, rule: SizeRule): Float64Array {
  const [total, count] = [new Float64Array(rule.elasticity.length), new Float64Array(rule.elasticity.length)]
  for (let s = 0; s < series.count; s++) {
    const group = series.group[s] as number
    for (let p = series.starts[s] as number; p < (series.starts[s + 1] as number); p++) {
      if ((series.days[p] as number) > cut) break
      ;(total[group] as number) += sizeOf(series, p, group, rule)
      ;(count[group] as number)++
    }
  }
  return total.map((all, group) => all / Math.max(1, count[group] as number))
}
