import type { Field } from './field.ts'
import { MOST_BITS } from './level-weights.ts'
import { type FieldMeasures, type Measures, shareOf, type ValueCounts } from './measures.ts'
import type { NamePair } from './name-pairs.ts'
import { soundOfName, stratumOf } from './strata.ts'

/** Per record, the weight of exact agreement on its value; null where frequency says nothing. */
export function exactWeights(field: Field, of: FieldMeasures, country: Field | undefined): Float64Array | null {
  const { byFrequency } = field.comparison
  const { written } = of
  if (byFrequency === 'never' || written === null) return null
  const mean = of.weights[0] ?? 0
  // A value that is rarer than the mean is worth as much more as it is rarer.
  const least = Math.max(0, Math.min(mean, 1))
  return Float64Array.from(field.codes, (code, record) => {
    if (code < 0) return MOST_BITS
    const share = valueShare(field, { ...of, written }, code, stratumOf(field, country, record))
    const weight = Math.min(MOST_BITS, Math.max(least, mean + Math.log2(of.chance / share)))
    if (byFrequency === 'always') return weight
    return of.shared.has(field.values.texts[code] ?? '') ? Math.min(mean, weight) : mean
  })
}

/** Of characters where a name is Chinese, of its sound where letters are: Xu may be 许 or 徐, however few write it so. */
function valueShare(
  { values }: Field,
  { written, sounding }: FieldMeasures & { written: ValueCounts },
  code: number,
  stratum: string,
): number {
  const [text = '', sound = ''] = [values.texts[code], values.sounds[code]]
  return sounding && text === sound ? shareOf(sounding, stratum, sound) : shareOf(written, stratum, text)
}

/**
 * Per record, by how many bits its full name is more frequent than its parts say: given names go with surnames of the same
 * language, and a table has namesakes.
 */
export function namesakeBits(
  fields: readonly Field[],
  pair: NamePair,
  measures: Measures,
  country?: Field,
): Float64Array {
  const [surname, given] = [fields[pair.surname], fields[pair.given]]
  const others = measures.namesakes.get(surname?.name ?? '')
  const shareIn = (field: Field | undefined, record: number) => {
    const counts = measures.fields.find(({ name }) => name === field?.name)?.sounding
    const sound = field?.values.sounds[field.codes[record] ?? -1]
    return field && counts && sound !== undefined ? shareOf(counts, stratumOf(field, country, record), sound) : 0
  }
  return Float64Array.from(surname?.codes ?? [], (_, record) => {
    const name = soundOfName(surname, given, record)
    const bearers = name === null ? undefined : others?.get(name)
    if (bearers === undefined) return 0
    const expected = shareIn(surname, record) * shareIn(given, record)
    const home = country?.values.texts[country.codes[record] ?? -1]
    const compatriots = (home === undefined ? undefined : measures.countries?.get(home)) ?? measures.records
    return expected > 0 ? Math.max(0, Math.log2(Math.min(1, bearers / compatriots) / expected)) : 0
  })
}
