import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import { type DimensionKey, dimensionOf, MEASURES, OTHERS } from '../catalogue-rules.ts'
import { type Base, basesOf, isCount, partsOf, type Sums } from './measure-sql.ts'
import type { Plan } from './plan.ts'
import { type Group, runGroups } from './run-groups.ts'

/** Days of three years and some. */
const MOST_ORDERED = 1200

/** One dimension of an answer: which keys stand alone, in which order, with their sums over everything else. */
export interface Axis {
  dimension: DimensionKey
  keys: (string | null)[]
  sums: Sums[]
  count: number
  hasOthers: boolean
  /** Of everything; true only where the sums of the keys add up. */
  whole: Sums
}

interface Reading {
  bases: readonly Base[]
  /** Groups of this dimension that were counted already. */
  known: readonly Group[] | null
  /** Others that don't add up are told by the cells, which are counted anyway. */
  later?: boolean
}

/** Chooses the keys of an axis: all of an ordered dimension, the greatest of another, and the others as one. */
export async function axisOf(
  ctx: Context,
  plan: Plan,
  dimension: DimensionKey,
  { bases, known, later = false }: Reading,
): Promise<Axis> {
  const { top } = plan.query
  const groups = known ?? (await runGroups(ctx, plan, [{ dimension }], bases))
  const { ordered, large, overlapping } = dimensionOf(dimension)
  if (groups.length > MOST_ORDERED && ordered) {
    throw invalid('explore_too_wide', 'Too many values to show. Choose longer steps or a shorter time.', { dimension })
  }
  const sorted = ordered ? groups.toSorted(byKey) : groups.toSorted(byWeight(plan))
  const filled = ordered ? withGaps(dimension, sorted) : sorted
  const shown = large ? filled.slice(0, top) : filled
  const rest = large ? filled.slice(top) : []
  const axis: Axis = {
    dimension,
    keys: shown.map((group) => group.keys[0] ?? null),
    sums: shown.map((group) => group.sums),
    count: groups.length,
    hasOthers: rest.length > 0 && !overlapping,
    whole: summed(groups),
  }
  if (!axis.hasOthers) return axis
  const others = adds(plan, dimension) ? summed(rest) : later ? {} : await countOthers(ctx, plan, axis)
  return { ...axis, keys: [...axis.keys, OTHERS], sums: [...axis.sums, others] }
}

/** Whether the sums of a measure's parts are the sum of the whole across this dimension. */
export function adds(plan: Plan, dimension: DimensionKey): boolean {
  const { level, overlapping, group } = dimensionOf(dimension)
  if (overlapping) return false
  return basesOf(plan.query.measure).every((base) => {
    // A customer has one class, but buys in many months; an order has one channel, but lines of many brands.
    if (base === 'customers') return group === 'customer' && dimension !== 'monthsSince' && dimension !== 'nth'
    return !isCount(base) || level === 'order'
  })
}

async function countOthers(ctx: Context, plan: Plan, axis: Axis): Promise<Sums> {
  const cut = { dimension: axis.dimension, kept: axis.keys }
  const groups = await runGroups(ctx, plan, [cut], basesOf(plan.query.measure))
  return groups.find((group) => group.keys[0] === OTHERS)?.sums ?? {}
}

export function summed(groups: readonly Group[]): Sums {
  const whole: Sums = {}
  for (const { sums } of groups) {
    for (const [base, sum] of Object.entries(sums) as [keyof Sums, bigint][]) whole[base] = (whole[base] ?? 0n) + sum
  }
  return whole
}

/** None stands last. */
function byKey(a: Group, b: Group): number {
  const [one, other] = [a.keys[0], b.keys[0]]
  if (one == null || other == null) return one == null ? (other == null ? 0 : 1) : -1
  return Number(one) - Number(other)
}

/** Ratios by what they are divided by: the average of one order is no peak. */
function byWeight({ query }: Plan) {
  const weight = ({ sums }: Group) => {
    const { top, bottom } = partsOf(query.measure, sums)
    return MEASURES[query.measure].isRatio ? bottom : top
  }
  return (a: Group, b: Group) => {
    const [one, other] = [weight(a), weight(b)]
    if (one !== other) return one < other ? 1 : -1
    return (a.keys[0] ?? '') < (b.keys[0] ?? '') ? -1 : 1
  }
}

const TIMES = new Set(['day', 'week', 'month', 'quarter', 'year'])

/** Steps of time without sales stand there too, so that a line doesn't jump over them. */
function withGaps(dimension: DimensionKey, groups: readonly Group[]): readonly Group[] {
  const { keys, group } = dimensionOf(dimension)
  const numbers = groups.flatMap(({ keys: [key] }) => (key == null ? [] : [Number(key)]))
  const [first, last] = [numbers[0], numbers.at(-1)]
  if (!TIMES.has(keys) || group !== 'time' || first === undefined || last === undefined) return groups
  if (last - first > MOST_ORDERED) return groups
  const known = new Map(groups.map((one) => [one.keys[0], one]))
  const steps = Array.from({ length: last - first + 1 }, (_, at) => String(first + at))
  const filled = steps.map((key): Group => known.get(key) ?? { keys: [key], sums: {} })
  return [...filled, ...groups.filter((one) => one.keys[0] == null)]
}
