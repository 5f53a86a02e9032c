import type { Field } from './field.ts'
import type { NamePair } from './name-pairs.ts'
import { soundShares } from './name-shares.ts'
import type { Role } from './table.ts'

const PERSONAL: ReadonlySet<Role> = new Set(['birth-date', 'phone', 'email', 'identity', 'street'])

/**
 * Per record, by how many bits its full name is more frequent than its parts say: given names go with surnames of the same
 * language, and a table has namesakes. How many people bear the name is guessed from how many values they have in the
 * personal field where they have fewest, so that one person's own records don't count as namesakes.
 */
export function namesakeBits(
  fields: readonly Field[],
  { surname, given }: NamePair,
  country: Field | undefined,
): Float64Array {
  const groups = recordsByName(fields[surname], fields[given])
  const [surnames, givens] = [soundShares(fields[surname], country), soundShares(fields[given], country)]
  const personal = fields.filter((field) => PERSONAL.has(field.role))
  const bits = new Float64Array(fields[surname]?.codes.length ?? 0)
  for (const records of groups.values()) {
    const others = peopleAmong(records, personal) - 1
    if (others < 1) continue
    for (const record of records) {
      const expected = (surnames[record] ?? 0) * (givens[record] ?? 0)
      const compatriots = country?.counts[country.codes[record] ?? -1] ?? bits.length
      const observed = Math.min(1, others / compatriots)
      if (expected > 0) bits[record] = Math.max(0, Math.log2(observed / expected))
    }
  }
  return bits
}

function recordsByName(surname: Field | undefined, given: Field | undefined): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  const soundOf = (field: Field | undefined, record: number) => field?.values.sounds[field.codes[record] ?? -1] ?? ''
  surname?.codes.forEach((_, record) => {
    const parts = [soundOf(surname, record), soundOf(given, record)].sort()
    if (parts.includes('')) return
    const name = parts.join(' ')
    const group = groups.get(name)
    if (group) group.push(record)
    else groups.set(name, [record])
  })
  return groups
}

function peopleAmong(records: readonly number[], personal: readonly Field[]): number {
  let people = records.length
  if (people < 2) return people
  for (const { codes } of personal) {
    const values = new Set<number>()
    let known = 0
    for (const record of records) {
      const code = codes[record] ?? -1
      if (code < 0) continue
      values.add(code)
      known++
    }
    if (known > 1) people = Math.min(people, values.size)
  }
  return people
}
