import { type Candidate, candidatesFor, naivePeriod } from './candidates.ts'
import { type DemandClass, demandClass } from './demand-class.ts'
import type { Model } from './model.ts'
import { hasEnded, type PanelOptions, type Series, weighted } from './panel.ts'
import { originsOf, type Rolling, rollingErrors, scaleOf } from './rolling-errors.ts'

/** How every candidate fared on one series. */
export interface Tried {
  kind: DemandClass
  candidates: Candidate[]
  /** Fitted on what stands before the first origin. */
  models: Map<string, Model>
  origins: number[]
  rolling: Map<string, Rolling>
}

const LEAST_VALUES = 12

/** Fits every candidate on all but the last values and lets it look ahead through these. Nothing is tried where the values are too few or never change. */
export function tryModels({ values, seasons }: Series, options: PanelOptions): Tried {
  const kind = demandClass(values)
  const candidates = candidatesFor(kind, seasons !== undefined, options)
  const tried: Tried = { kind, candidates, models: new Map(), origins: [], rolling: new Map() }
  if (values.length < LEAST_VALUES || hasEnded(values, options)) return tried
  const known = values.length - Math.min(options.test, Math.floor(values.length / 3))
  const scale = scaleOf(values, known, naivePeriod(known, options.period)) || scaleOf(values, known, 1)
  if (!(scale > 0)) return tried
  tried.origins = originsOf(known, values.length, options.every)
  const index = seasons && weighted(seasons.before)
  for (const { key, fit } of candidates) {
    const model = fit(values.subarray(0, known), index)
    if (!model) continue
    tried.models.set(key, model)
    const measure = { horizon: options.horizon, scale, areAmounts: options.areAmounts }
    tried.rolling.set(key, rollingErrors(model, values, tried.origins, measure))
  }
  return tried
}
