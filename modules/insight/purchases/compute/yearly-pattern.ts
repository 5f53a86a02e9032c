import { shrunkenFactors } from './shrunken-factors.ts'
import { weekOfYear } from './week-of-year.ts'

/** What everybody bought by day, from day `from` (since 1970-01-01) on. */
export interface DailyCounts {
  from: number
  counts: Float64Array
}

export interface Season {
  used: boolean
  /** Why not: less than two years, less than 500 purchases, or no pattern that comes again. */
  reason: 'short' | 'few' | 'none' | null
  /** How much more than on average is bought in each of 52 weeks of the year, mean 1; null where not used. */
  index: Float64Array | null
}

const WEEKS = 52
const ROUNDS = 6
/** Half the reach of the smoothed level, in weeks: more than a year in all, so that it can't follow the season. */
const REACH = 40
const FEWEST = 500

/**
 * The pattern that comes again each year: weekly counts are a smooth level times a factor of the week of the year. Level (tricube
 * weights, local straight line) and factors are found by turns, as in STL (Cleveland et al. 1990, Journal of Official Statistics 6, 3–73);
 * factors are smoothed over neighbouring weeks and shrunk to 1 by how well the years agree. It is used when the weeks differ by more than chance.
 */
export function yearlyPattern({ from, counts }: DailyCounts): Season {
  const unused = (reason: Season['reason']): Season => ({ used: false, reason, index: null })
  // Whole weeks of the year only: cut at the ends, numbered through.
  const weeks = weeklyOf(from, counts)
  if (weeks.length < 2 * WEEKS) return unused('short')
  if (weeks.reduce((sum, { count }) => sum + count, 0) < FEWEST) return unused('few')
  let factors = new Float64Array(WEEKS).fill(1)
  let level = weeks.map(() => 0)
  for (let round = 0; round < ROUNDS; round++) {
    level = levelOf(weeks, factors)
    factors = normal(smooth(rawFactors(weeks, level)))
  }
  const [observed, expected] = [new Float64Array(WEEKS), new Float64Array(WEEKS)]
  const raw = rawFactors(weeks, level)
  let squares = 0
  weeks.forEach(({ week, count, days }, at) => {
    const usual = ((level[at] as number) * days) / 7
    observed[week] = (observed[week] as number) + count
    expected[week] = (expected[week] as number) + usual
    const seasonal = usual * (raw[week] as number)
    if (seasonal > 0) squares += (count - seasonal) ** 2 / seasonal
  })
  const dispersion = Math.max(1, squares / (weeks.length - WEEKS - 2))
  const chi = observed.reduce((sum, count, week) => {
    const usual = expected[week] as number
    return sum + (usual > 0 ? (count - usual) ** 2 / (usual * dispersion) : 0)
  }, 0)
  // Beyond the 99.9 % point of chi-square with 51 degrees of freedom.
  if (chi < 87.97) return unused('none')
  const { factors: shrunken } = shrunkenFactors(observed, expected, dispersion)
  return { used: true, reason: null, index: normal(smooth(shrunken)) }
}

interface Week {
  week: number
  days: number
  count: number
}

function weeklyOf(from: number, counts: Float64Array): Week[] {
  const weeks: Week[] = []
  let last = -1
  counts.forEach((count, at) => {
    const week = weekOfYear(from + at)
    if (week !== last) weeks.push({ week, days: 0, count: 0 })
    last = week
    const one = weeks.at(-1) as Week
    one.days++
    one.count += count
  })
  if ((weeks[0]?.days ?? 7) < 7) weeks.shift()
  if ((weeks.at(-1)?.days ?? 7) < 7) weeks.pop()
  return weeks
}

/** The level of each week as if it had seven days of factor 1. */
function levelOf(weeks: Week[], factors: Float64Array): number[] {
  const flat = weeks.map(({ week, days, count }) => (count * 7) / (days * Math.max(0.02, factors[week] as number)))
  return weeks.map((_, at) => {
    // At an end the window keeps its width by reaching farther inwards.
    const near = Math.min(at, weeks.length - 1 - at)
    const reach = REACH + Math.max(0, REACH - near)
    let [sum, first, second, value, product] = [0, 0, 0, 0, 0]
    for (let other = Math.max(0, at - reach); other <= Math.min(weeks.length - 1, at + reach); other++) {
      const off = other - at
      const weight = (1 - (Math.abs(off) / (reach + 1)) ** 3) ** 3
      const count = flat[other] as number
      sum += weight
      first += weight * off
      second += weight * off * off
      value += weight * count
      product += weight * off * count
    }
    const line = (value * second - product * first) / (sum * second - first * first)
    return Math.max(line, (0.05 * value) / sum)
  })
}

function rawFactors(weeks: Week[], level: number[]): Float64Array {
  const [observed, expected] = [new Float64Array(WEEKS), new Float64Array(WEEKS)]
  weeks.forEach(({ week, days, count }, at) => {
    observed[week] = (observed[week] as number) + count
    expected[week] = (expected[week] as number) + ((level[at] as number) * days) / 7
  })
  return observed.map((count, week) => ((expected[week] as number) > 0 ? count / (expected[week] as number) : 1))
}

/** Weights 1, 2, 1 around the year. */
const smooth = (factors: Float64Array) =>
  factors.map(
    (factor, week) =>
      ((factors[(week + WEEKS - 1) % WEEKS] as number) + 2 * factor + (factors[(week + 1) % WEEKS] as number)) / 4,
  )

function normal(factors: Float64Array): Float64Array<ArrayBuffer> {
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / WEEKS
  return Float64Array.from(factors, (factor) => factor / mean)
}
