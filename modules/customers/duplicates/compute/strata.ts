import type { Field } from './field.ts'

const EVERYBODY = '*'

export const countryOf = (fields: readonly Field[]): Field | undefined =>
  fields.find((field) => field.role === 'country')

/**
 * In which group of records a record's value of a field is counted: those of its country. Names, streets and postcodes go
 * with the country: counted over the whole table a German's would each look rare, and two Germans would seem to agree in
 * four rare things where they agree in one.
 */
export const stratumOf = (field: Field, country: Field | undefined, record: number): string =>
  country === undefined || country === field ? EVERYBODY : (country.values.texts[country.codes[record] ?? -1] ?? '')

/** Both parts of a record's name as they sound, in either order; null where one is not known. */
export function soundOfName(surname: Field | undefined, given: Field | undefined, record: number): string | null {
  const soundOf = (field: Field | undefined) => field?.values.sounds[field.codes[record] ?? -1] ?? ''
  const parts = [soundOf(surname), soundOf(given)].sort()
  return parts.includes('') ? null : parts.join(' ')
}
