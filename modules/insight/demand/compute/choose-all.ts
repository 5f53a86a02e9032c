import { addToPool, chooseModel, errorOf, type Pool } from './choose-model.ts'
import type { DemandClass } from './demand-class.ts'
import { isSparse } from './outlook.ts'
import type { Tried } from './try-models.ts'

export interface Choice {
  key: string | null
  /** By the first half of the origins alone. */
  early: string | null
}

type Part = 'whole' | 'early'

/** A model for each series, by its own errors and those of its class. */
export function chooseAll(tried: readonly Tried[]): Choice[] {
  const pools = { whole: poolOf(tried, 'whole'), early: poolOf(tried, 'early') }
  return tried.map((one) => {
    const best = (part: Part) =>
      chooseModel(errorsOf(one, part), pools[part].get(one.kind) ?? new Map(), one.origins.length)
    const key = best('whole')
    // Thousands of series: what nobody will ask again goes.
    for (const other of one.models.keys()) if (other !== key) one.models.delete(other)
    return { key, early: best('early') }
  })
}

function errorsOf({ candidates, rolling, kind }: Tried, part: Part): Map<string, number> {
  const errors = new Map<string, number>()
  for (const { key, isOnlyMeasured } of candidates) {
    const found = rolling.get(key)?.[part]
    if (found && found.count > 0 && !isOnlyMeasured) errors.set(key, errorOf(found, isSparse(kind)))
  }
  return errors
}

function poolOf(tried: readonly Tried[], part: Part): Map<DemandClass, Pool> {
  const pools = new Map<DemandClass, Pool>()
  for (const one of tried) {
    const pool = pools.get(one.kind) ?? new Map()
    addToPool(pool, errorsOf(one, part))
    pools.set(one.kind, pool)
  }
  return pools
}
