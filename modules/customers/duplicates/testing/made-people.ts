import { familyNames, menGiven, womenGiven } from '../../../../apps/simulate/chinese-names.ts'
import { otherSpelling } from '../../../../apps/simulate/other-spelling.ts'
import { makePerson, type Person } from '../../../../apps/simulate/person.ts'
import { phoneNumber } from '../../../../apps/simulate/phone-number.ts'
import { Random } from '../../../../apps/simulate/random.ts'
import { readSimulateOptions } from '../../../../apps/simulate/simulate-options.ts'
import type { Row } from '../compute/table.ts'

export interface MadePeople {
  rows: Row[]
  /** Who each row is, by its id. */
  personOf: Map<string, number>
}

// A seventh of the records are another's second or third one.
const TWICE = 0.14
const THRICE = 0.015

/**
 * Made-up customers of a shop, Chinese and Latin names, some of whom registered again: other spelling, typing errors, a new
 * phone or address, another e-mail, blanks. Equal seeds give equal rows.
 */
export function makePeople(records: number, seed: number): MadePeople {
  const plan = readSimulateOptions({ customers: records, from: '2024-01-01', to: '2026-01-01', seed, language: 'zh' })
  const rows: Row[] = []
  const personOf = new Map<string, number>()
  const random = new Random(seed, 77)
  const add = (index: number, fields: Row['fields']) => {
    const id = `r${String(rows.length + 1).padStart(7, '0')}`
    rows.push({ id, fields })
    personOf.set(id, index)
  }
  for (let index = 0; rows.length < records; index++) {
    const person = makePerson(plan, index)
    add(index, firstRecord(person))
    const draw = random.next()
    const again = draw < THRICE ? 2 : draw < TWICE ? 1 : 0
    for (let time = 0; time < again && rows.length < records; time++) {
      // Beyond every first record's number, so that nobody else has it.
      const stranger = makePerson(plan, records * (2 + time) + index)
      add(index, laterRecord(person, stranger, random))
    }
  }
  return { rows: inOtherOrder(rows, random), personOf }
}

const firstRecord = (person: Person): Row['fields'] => ({
  name: person.name,
  phone: person.typedPhone,
  email: person.email,
  birthday: person.birthday,
  country: person.country,
  region: person.region,
  city: person.city,
  address: person.address,
  postcode: person.postcode,
})

function laterRecord(person: Person, stranger: Person, random: Random): Row['fields'] {
  const hasMoved = random.chance(0.2)
  const home = hasMoved ? stranger : person
  const phone = random.chance(0.25) ? (phoneNumber(person.country, stranger.index) ?? '') : person.phone
  return {
    name: nameAgain(person, random),
    phone: random.chance(0.1) ? '' : random.chance(0.06) ? mistyped(phone, random) : phone,
    email: random.chance(0.3) ? '' : random.chance(0.3) ? person.secondEmail : mistypedAt(person.email, 0.06, random),
    birthday: random.chance(0.25) ? '' : mistypedAt(person.birthday, 0.05, random),
    country: person.country,
    region: home.country === person.country ? home.region : person.region,
    city: home.country === person.country ? home.city : person.city,
    address: random.chance(0.1) ? '' : mistypedAt(home.address, 0.1, random),
    postcode: home.country === person.country ? home.postcode : '',
  }
}

const pinyinOf = new Map([...menGiven, ...womenGiven, ...familyNames])

function nameAgain(person: Person, random: Random): string {
  if (random.chance(0.4)) return person.name
  const [first = '', ...rest] = person.name.split(' ')
  if (rest.length > 0) {
    if (random.chance(0.3)) return mistyped(person.name, random)
    return otherSpelling({ full: person.name, family: rest.join(' '), given: first, latin: [] }, random)
  }
  const length = pinyinOf.has(first.slice(0, 2)) && first.length > 2 ? 2 : 1
  const [family, given] = [first.slice(0, length), first.slice(length)]
  const latin = [pinyinOf.get(family) ?? '', pinyinOf.get(given) ?? '']
  return otherSpelling({ full: person.name, family, given, latin }, random)
}

const mistypedAt = (text: string, chance: number, random: Random) =>
  random.chance(chance) ? mistyped(text, random) : text

/** One sign left out, doubled, swapped with its neighbour or replaced. */
function mistyped(text: string, random: Random): string {
  if (text.length < 3) return text
  const at = random.whole(1, text.length - 2)
  const sign = text[at] ?? ''
  const other = /\d/.test(sign) ? String(random.whole(0, 9)) : random.pick([...'aeinorst'])
  const changed = [sign + sign, '', other, (text[at + 1] ?? '') + sign]
  const kind = random.whole(0, 3)
  return text.slice(0, at) + changed[kind] + text.slice(at + (kind === 3 ? 2 : 1))
}

function inOtherOrder(rows: readonly Row[], random: Random): Row[] {
  const order = rows.map((row) => ({ row, key: random.next() }))
  return order.sort((a, b) => a.key - b.key).map(({ row }) => row)
}
