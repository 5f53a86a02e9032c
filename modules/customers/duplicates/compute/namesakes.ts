import type { Field } from './field.ts'
import type { NamePair } from './name-pairs.ts'
import { soundOfName } from './strata.ts'
import type { Role } from './table.ts'

const PERSONAL: ReadonlySet<Role> = new Set(['birth-date', 'phone', 'email', 'identity', 'street'])

/**
 * By full name as it sounds, how many other people bear it; names of one person are left out. How many people they are is
 * guessed from how many values they have in the personal field where they have fewest, so that one person's own records
 * don't count as namesakes.
 */
export function namesakes(fields: readonly Field[], { surname, given }: NamePair): Map<string, number> {
  const personal = fields.filter((field) => PERSONAL.has(field.role))
  const others = new Map<string, number>()
  for (const [name, records] of recordsByName(fields[surname], fields[given])) {
    const count = peopleAmong(records, personal) - 1
    if (count >= 1) others.set(name, count)
  }
  return others
}

function recordsByName(surname: Field | undefined, given: Field | undefined): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  surname?.codes.forEach((_, record) => {
    const name = soundOfName(surname, given, record)
    if (name === null) return
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
