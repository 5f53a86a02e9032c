import type { Field } from './field.ts'
import { impliedFields } from './implied-fields.ts'
import { levelWeights } from './level-weights.ts'
import { type FieldMeasures, LEAST_RECORDS, type Measures, stratumKey, type ValueCounts } from './measures.ts'
import { namePairs } from './name-pairs.ts'
import { namesakes } from './namesakes.ts'
import { countryOf, stratumOf } from './strata.ts'

/** A contact that more records have is taken as shared by several people. */
export const MOST_OF_ONE = 8

/** Measures a whole table for the weights of its pairs. */
export function measureFields(
  fields: readonly Field[],
  m: readonly Float64Array[],
  u: readonly Float64Array[],
): Measures {
  const country = countryOf(fields)
  const none = new Float64Array()
  const nameOf = (at: number) => fields[at]?.name ?? ''
  return {
    records: fields[0]?.codes.length ?? 0,
    countries: country ? countedTexts(country, 0) : null,
    fields: fields.map((field, at) => measureField(field, country, [...levelWeights(m[at] ?? none, u[at] ?? none)])),
    implied: impliedFields(fields).map(({ coarse, fine }) => ({ coarse: nameOf(coarse), fine: nameOf(fine) })),
    namesakes: new Map(namePairs(fields).map((pair) => [nameOf(pair.surname), namesakes(fields, pair)])),
  }
}

function measureField(field: Field, country: Field | undefined, weights: number[]): FieldMeasures {
  const { name, column, role, comparison, values } = field
  let chance = 0
  for (const count of field.counts) chance += (count / field.known) ** 2
  const isName = role === 'surname' || role === 'given'
  const isCounted = comparison.byFrequency !== 'never'
  return {
    ...{ name, column, role, weights, chance },
    written: isCounted ? countValues(field, country, values.texts) : null,
    sounding: isName ? countValues(field, country, values.sounds) : null,
    shared: comparison.byFrequency === 'when-shared' ? countedTexts(field, MOST_OF_ONE) : new Map(),
  }
}

function countValues(field: Field, country: Field | undefined, texts: readonly string[]): ValueCounts {
  const sizes = new Map<string, number>()
  const counts = new Map<string, number>()
  field.codes.forEach((code, record) => {
    if (code < 0) return
    const stratum = stratumOf(field, country, record)
    const key = stratumKey(stratum, texts[code] ?? '')
    sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  })
  for (const [key, count] of counts) if (count <= LEAST_RECORDS) counts.delete(key)
  return { sizes, counts }
}

const countedTexts = ({ values, counts }: Field, more: number): Map<string, number> =>
  new Map(
    values.texts.flatMap((text, code) => ((counts[code] ?? 0) > more ? [[text, counts[code] ?? 0] as const] : [])),
  )
