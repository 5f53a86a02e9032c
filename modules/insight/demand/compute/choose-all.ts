import { addToPool, chooseModel, errorOf, type Pool } from './choose-model.ts'
import type { DemandClass } from './demand-class.ts'
import { isSparse } from './outlook.ts'
import { type PanelOptions, type Series, weighted } from './panel.ts'
import { sizesOf } from './size-spread.ts'
import { type StandardErrors, standardErrors } from './standard-errors.ts'
import type { Tried } from './try-models.ts'

export interface Choice {
  key: string | null
  /** By the first half of the origins alone. */
  early: string | null
  /** Of `key`; null where nothing was tried. */
  errors: StandardErrors | null
}

type Part = 'whole' | 'early'

/** A model for each series, by its own errors and those of its class. */
export function chooseAll(series: readonly Series[], tried: readonly Tried[], options: PanelOptions): Choice[] {
  const pools = { whole: poolOf(tried, 'whole'), early: poolOf(tried, 'early') }
  return tried.map((one, place) => {
    const best = (part: Part) =>
      chooseModel(errorsOf(one, part), pools[part].get(one.kind) ?? new Map(), one.origins.length)
    const key = best('whole')
    const errors = errorsOfChosen(series[place] as Series, one, key, options)
    // Thousands of series: what nobody will ask again goes.
    for (const other of one.models.keys()) if (other !== key) one.models.delete(other)
    return { key, early: best('early'), errors }
  })
}

function errorsOfChosen({ values, seasons }: Series, tried: Tried, key: string | null, options: PanelOptions) {
  const model = key === null ? undefined : tried.models.get(key)
  // Drawn spreads are no formula: they would have to be drawn anew at each origin.
  if (!model || model.paths) return null
  const usesSizes = options.areAmounts && isSparse(tried.kind)
  return standardErrors(model, values, tried.origins, {
    horizon: options.horizon,
    index: seasons && model.season === 'index' ? weighted(seasons.before) : undefined,
    sizes: usesSizes ? sizesOf(values.subarray(0, tried.origins[0])) : undefined,
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
