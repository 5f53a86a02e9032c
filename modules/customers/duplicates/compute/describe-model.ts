import type { Field } from './field.ts'
import type { KeptPairs } from './score-pairs.ts'
import type { Parameters } from './table.ts'
import type { Model } from './train-model.ts'

/** The learned model as plain data, for people who check it. */
export function describeModel(
  fields: readonly Field[],
  { m, u, runs, randomPairs, iterations, notes, fieldNotes }: Model,
  weights: readonly Float64Array[],
  { lambda, rules }: KeptPairs,
): Parameters {
  return {
    lambda,
    randomPairs,
    fields: fields.map((field, at) => ({
      field: field.name,
      role: field.role,
      levels: field.comparison.levels.map((level, place) => ({
        level,
        m: m[at]?.[place] ?? 0,
        u: u[at]?.[place] ?? 0,
        weight: weights[at]?.[place] ?? 0,
      })),
      notes: fieldNotes[at] ?? [],
    })),
    runs,
    rules,
    iterations,
    notes,
  }
}
