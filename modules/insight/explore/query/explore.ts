import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { type DimensionKey, dimensionOf, OTHERS } from '../catalogue-rules.ts'
import type { exploreCall } from '../contract.ts'
import { factsState } from '../facts/facts-state.ts'
import { type Axis, adds, axisOf, summed } from './axis-of.ts'
import { basisOf } from './basis-of.ts'
import { figureText, partTexts } from './figure-text.ts'
import { guarded } from './guarded.ts'
import { keptResult } from './kept-results.ts'
import { type Base, basesOf, NOTES, partsOf, type Sums } from './measure-sql.ts'
import { nameKeys } from './name-keys.ts'
import { type Plan, planOf } from './plan.ts'
import { type Group, runGroups } from './run-groups.ts'

type Reply = ReplyOf<typeof exploreCall>

const MOST_CELLS = 20_000

/**
 * A measure of purchases by up to two dimensions. Sums are exact; what isn't a sum (customers, averages, shares) is
 * counted anew for every cell, margin and whole, never added up.
 * @throws invalid `explore_invalid`, `explore_key_unknown`, `explore_too_wide`; refused `explore_too_slow`, `explore_stopped`.
 */
export async function explore(ctx: Context, { query, ticket }: InputOf<typeof exploreCall>): Promise<Reply> {
  const plan = await planOf(ctx, query, 'cube')
  const { version } = await factsState(ctx)
  return keptResult(ctx, plan, version, () => guarded(ctx, ticket, () => answer(ctx, plan)))
}

async function answer(ctx: Context, plan: Plan): Promise<Reply> {
  const { measure, by } = plan.query
  const { axes, cells, whole } = await count(ctx, plan)
  const figure = (sums: Sums) => {
    const { top, bottom } = partsOf(measure, sums)
    return figureText(measure, top, bottom, plan.currency)
  }
  const named: Reply['axes'] = []
  for (const axis of axes) {
    const names = await nameKeys(ctx, axis.dimension, axis.keys)
    const items = names.map((name, at) => ({ ...name, value: figure(axis.sums[at] ?? {}) }))
    named.push({ dimension: axis.dimension, items, count: axis.count })
  }
  const places = axes.map((axis) => new Map(axis.keys.map((key, at) => [key, at])))
  return {
    ...(await basisOf(ctx, plan, whole)),
    measure,
    total: figure(whole),
    axes: named,
    cells: cells.flatMap(({ keys, sums }) => {
      const at = by.map((_, index) => places[index]?.get(keys[index] ?? null))
      if (at.some((place) => place === undefined)) return []
      const { top, bottom } = partsOf(measure, sums)
      return [{ at: at as number[], value: figure(sums), of: partTexts(measure, top, bottom, plan.currency) }]
    }),
  }
}

interface Counted {
  axes: Axis[]
  cells: Group[]
  whole: Sums
}

/** As few readings of the facts as the measure allows: what adds up is read once and added. */
async function count(ctx: Context, plan: Plan): Promise<Counted> {
  const { by, measure } = plan.query
  const own = basesOf(measure)
  const all = [...new Set([...own, ...NOTES])]
  const isPlain =
    plan.level === 'order' &&
    measure !== 'customers' &&
    by.every((key) => dimensionOf(key).level === 'order' && !dimensionOf(key).overlapping)
  const bases = isPlain ? all : own
  const [first, second] = by
  if (!first) {
    const [group = { keys: [], sums: {} }] = await runGroups(ctx, plan, [], all)
    return { axes: [], cells: [group], whole: group.sums }
  }
  const { axes, cells } = second
    ? await countPairs(ctx, plan, [first, second], bases)
    : await countOne(ctx, plan, first, bases)
  if (isPlain && axes[0]) return { axes, cells, whole: axes[0].whole }
  const [whole] = await runGroups(ctx, plan, [], all)
  return { axes, cells, whole: whole?.sums ?? {} }
}

type Some = Omit<Counted, 'whole'>

async function countOne(ctx: Context, plan: Plan, dimension: DimensionKey, bases: readonly Base[]): Promise<Some> {
  const axis = await axisOf(ctx, plan, dimension, { bases, known: null })
  return { axes: [axis], cells: axis.keys.map((key, at) => ({ keys: [key], sums: axis.sums[at] ?? {} })) }
}

async function countPairs(
  ctx: Context,
  plan: Plan,
  pair: readonly [DimensionKey, DimensionKey],
  bases: readonly Base[],
): Promise<Some> {
  const isSmall = !pair.some((key) => dimensionOf(key).large)
  const whole = isSmall
    ? await runGroups(
        ctx,
        plan,
        pair.map((dimension) => ({ dimension })),
        bases,
      )
    : null
  const axes: Axis[] = []
  for (const [at, dimension] of pair.entries()) {
    const crossAdds = adds(plan, pair[1 - at] ?? dimension)
    const known = whole && crossAdds ? marginOf(whole, at) : null
    axes.push(await axisOf(ctx, plan, dimension, { bases, known, later: crossAdds }))
  }
  if (axes.reduce((cells, axis) => cells * axis.keys.length, 1) > MOST_CELLS) {
    throw invalid('explore_too_wide', 'Too many cells to show. Choose longer steps, a shorter time or fewer values.')
  }
  if (whole) return { axes, cells: whole }
  const cuts = axes.map(({ dimension, keys, hasOthers }) => ({
    dimension,
    ...(hasOthers && { kept: keys.filter((key) => key !== OTHERS) }),
  }))
  const cells = await runGroups(ctx, plan, cuts, basesOf(plan.query.measure))
  return { axes: axes.map((axis, at) => withOthers(plan, axis, at, pair, cells)), cells }
}

/** Others that were left to the cells: across the other dimension they add up. */
function withOthers(plan: Plan, axis: Axis, at: number, pair: readonly DimensionKey[], cells: readonly Group[]): Axis {
  if (!axis.hasOthers || adds(plan, axis.dimension) || !adds(plan, pair[1 - at] ?? axis.dimension)) return axis
  const others = summed(cells.filter((cell) => cell.keys[at] === OTHERS))
  return { ...axis, sums: axis.sums.with(axis.keys.indexOf(OTHERS), others) }
}

function marginOf(cells: readonly Group[], at: number): Group[] {
  const groups = Map.groupBy(cells, (cell) => cell.keys[at] ?? null)
  return [...groups].map(([key, some]) => ({ keys: [key], sums: summed(some) }))
}
