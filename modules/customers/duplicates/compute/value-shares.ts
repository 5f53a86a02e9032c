import type { Field } from './field.ts'

// A value that only the two records have is taken as had by this many: they may be the same person's.
const LEAST_RECORDS = 2

/**
 * Per record, the share of records of its country that have its value in a field; 0 where it has none. Without countries, of all
 * records. Names, streets and postcodes go with the country: counted over the whole table a German's would each look rare,
 * and two Germans would seem to agree in four rare things where they agree in one. `codes` may stand for coarser values.
 */
export function valueShares(field: Field, country: Field | undefined, codes = field.codes): Float64Array {
  const strata = country === undefined || country === field ? null : country.codes
  const sizes = new Map<number, number>()
  const counts = new Map<number, number>()
  const width = field.counts.length
  const keyOf = (record: number, code: number) => (strata?.[record] ?? -1) * width + code
  codes.forEach((code, record) => {
    if (code < 0) return
    const stratum = strata?.[record] ?? -1
    sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1)
    const key = keyOf(record, code)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  })
  return Float64Array.from(codes, (code, record) => {
    if (code < 0) return 0
    const count = Math.max(LEAST_RECORDS, counts.get(keyOf(record, code)) ?? 0)
    return Math.min(1, count / (sizes.get(strata?.[record] ?? -1) ?? 1))
  })
}
