import type { Field } from './field.ts'
import type { Role } from './table.ts'

/** Place of a field that is nearly known where another one agrees. */
export interface Implied {
  coarse: number
  fine: number
}

const FINER: Partial<Record<Role, readonly Role[]>> = {
  place: ['postcode'],
  region: ['postcode', 'place'],
  year: ['birth-date'],
}

const LEAST_STRENGTH = 0.8
// Values that few records have may be one person's records: they agree in everything.
const LEAST_RECORDS = 8
const LEAST_VALUES = 5

/**
 * Fields that another nearly determines in this table, as the city does the region: counting both would count one
 * agreement twice, so the coarser counts only where the finer is not known. (The country counts always: shares of
 * values are taken inside it.) Strength is the chance that two records with the same finer value have the same coarser one.
 */
export function impliedFields(fields: readonly Field[]): Implied[] {
  return fields.flatMap((coarse, at) =>
    (FINER[coarse.role] ?? []).flatMap((role) =>
      fields.flatMap((fine, other) =>
        fine.role === role && strengthOf(fine, coarse) >= LEAST_STRENGTH ? [{ coarse: at, fine: other }] : [],
      ),
    ),
  )
}

function strengthOf(fine: Field, coarse: Field): number {
  const seen = new Map<number, Map<number, number>>()
  fine.codes.forEach((code, record) => {
    const other = coarse.codes[record] ?? -1
    if (code < 0 || other < 0 || (fine.counts[code] ?? 0) < LEAST_RECORDS) return
    const inside = seen.get(code) ?? new Map<number, number>()
    seen.set(code, inside)
    inside.set(other, (inside.get(other) ?? 0) + 1)
  })
  if (seen.size < LEAST_VALUES) return 0
  let all = 0
  let same = 0
  for (const inside of seen.values()) {
    let total = 0
    for (const count of inside.values()) {
      total += count
      same += (count * (count - 1)) / 2
    }
    all += (total * (total - 1)) / 2
  }
  return all === 0 ? 0 : same / all
}

/** Places, in these fields, of what is implied by name. */
export function impliedPlaces(
  fields: readonly Field[],
  implied: readonly { coarse: string; fine: string }[],
): Implied[] {
  const placeOf = (name: string) => fields.findIndex((field) => field.name === name)
  return implied
    .map(({ coarse, fine }) => ({ coarse: placeOf(coarse), fine: placeOf(fine) }))
    .filter(({ coarse, fine }) => coarse >= 0 && fine >= 0)
}
