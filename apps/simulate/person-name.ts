import { familyNames, menGiven, womenGiven } from './chinese-names.ts'
import type { Country } from './countries.ts'
import { latinNames } from './latin-names.ts'
import type { Random } from './random.ts'

export type PersonName = {
  full: string
  family: string
  given: string /** Lower-case letters for e-mail addresses. */
  latin: string[]
}

function ascii(text: string): string {
  return text
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()
}

/** A name as people of the country bear it. */
export function personName(country: Country, woman: boolean, random: Random): PersonName {
  if (country === 'CN') {
    // The square of a uniform draw favours the frequent names at the head of the list.
    const family = familyNames[Math.floor(random.next() ** 2 * familyNames.length)] ?? ['王', 'wang']
    const given = random.pick(woman ? womenGiven : menGiven)
    return { full: family[0] + given[0], family: family[0], given: given[0], latin: [family[1], given[1]] }
  }
  const list = latinNames[country]
  const given = random.pick(woman ? list.women : list.men)
  const family = random.pick(list.family)
  return { full: `${given} ${family}`, family, given, latin: [ascii(given), ascii(family)] }
}
