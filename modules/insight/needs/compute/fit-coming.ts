import type { Calibration } from './calibrate.ts'
import { type Coming, eachComing } from './each-coming.ts'
import { AHEAD } from './expected-days.ts'
import { type Learned, type View, viewAt } from './learn-needs.ts'
import type { Series } from './series.ts'

/**
 * How the two hazards of a customer make one: pace · (share · things + (1 − share) · whole). What is bought together makes the
 * sum over things too great, so its share and the pace are taken from what came.
 */
export interface ComingRule {
  share: number
  pace: number
  /** Customers × windows that it rests on. */
  rests: number
  /** The base line that speaks instead, where it was nearer beyond chance. */
  base?: ComingBase | undefined
}

/** The mean gap of the customer (with one purchase: of the shop), or of the shop; a day that has passed counts as so many ahead. */
export interface ComingBase {
  of: 'customer' | 'shop'
  shopGap: number
  passed: number
}

/** Days from the cut until the base line has a customer come. */
export function baseDays({ of, shopGap, passed }: ComingBase, { last, meanGap }: Coming, cut: number): number {
  const gap = of === 'customer' && !Number.isNaN(meanGap) ? meanGap : shopGap
  return gap > cut - last ? gap - (cut - last) : passed
}

export const SPAN = 60
/** Windows looked back on: half a year, so that no season alone sets the pace. */
const WINDOWS = 3
const SHARES = [0, 0.25, 0.5, 0.75, 1]
/** The logarithm of the pace is believed to be about 0, give or take this. */
const SPREAD = 0.3

/**
 * Cumulative hazard of a customer by the rule. `level`: how the next 30 days stand out in the shop, see Calibration; what comes after
 * them is as usual. A base line knows a day and nothing of how sure it is: a customer who comes at any time alike, with that day as the median.
 */
export function hazardBy({ share, pace, base }: ComingRule, level: number, one: Coming, cut: number) {
  if (base) {
    const day = Math.max(1, baseDays(base, one, cut))
    return (days: number): number => (Math.LN2 * days) / day
  }
  const { whole, things } = one
  const usual = (days: number) => (share > 0 ? share * things(days) : 0) + (share < 1 ? (1 - share) * whole(days) : 0)
  return (days: number): number => pace * raised(usual, level)(days)
}

const raised = (hazard: (days: number) => number, level: number) => (days: number) =>
  hazard(days) + (level - 1) * hazard(Math.min(days, AHEAD))

/** Both hazards up to the day before they came, and up to that day; who did not come within the window: up to its end. */
type Seen = readonly [wholeBefore: number, thingsBefore: number, whole: number, things: number, came: boolean]

/**
 * Share and pace of greatest likelihood for when customers bought again in the windows of 60 days before the day `at`, each told from what came
 * before it by what `learned` knows, calibrated by it.
 */
export function fitComing(
  series: Series,
  learned: Learned,
  calibrated: (at: number) => Calibration,
  at: number,
): ComingRule {
  const seen: Seen[] = []
  for (let cut = at - SPAN; cut >= at - WINDOWS * SPAN; cut -= SPAN) {
    collect(viewAt(series, cut, learned), series, { learned, level: calibrated(cut).level.factor }, seen)
  }
  const shares = learned.shop ? SHARES : [1]
  const fits = shares.map((share) => ({ share, ...bestPace(seen, share) }))
  const best = fits.reduce((one, other) => (other.gain > one.gain ? other : one))
  return { share: best.share, pace: best.pace, rests: seen.length }
}

function collect(
  view: View,
  series: Series,
  { learned, level }: { learned: Learned; level: number },
  seen: Seen[],
): void {
  eachComing(series, view, learned.shop, ({ came, ...usual }) => {
    const [whole, things] = [raised(usual.whole, level), raised(usual.things, level)]
    const isIn = came <= SPAN
    const end = isIn ? came : SPAN
    seen.push([isIn ? whole(end - 1) : 0, isIn ? things(end - 1) : 0, whole(end), things(end), isIn])
  })
}

/** Golden section on the logarithm of the pace. */
function bestPace(seen: readonly Seen[], share: number): { pace: number; gain: number } {
  const gain = (log: number) => likelihood(seen, share, Math.exp(log)) - (log / SPREAD) ** 2 / 2
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [-1.5, 1.5]
  while (high - low > 0.005) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)]
    if (gain(left) > gain(right)) high = right
    else low = left
  }
  const log = (low + high) / 2
  return { pace: Math.exp(log), gain: gain(log) }
}

function likelihood(seen: readonly Seen[], share: number, pace: number): number {
  let sum = 0
  for (const [wholeBefore, thingsBefore, whole, things, came] of seen) {
    const upTo = pace * (share * things + (1 - share) * whole)
    if (!came) sum -= upTo
    else {
      const before = pace * (share * thingsBefore + (1 - share) * wholeBefore)
      sum += Math.log(Math.max(1e-9, Math.exp(-before) - Math.exp(-upTo)))
    }
  }
  return sum
}
