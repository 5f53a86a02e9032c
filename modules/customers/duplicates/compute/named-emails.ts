import { emailLevel, localOf } from './compare-contacts.ts'
import { MISSING } from './compare-fields.ts'
import { nameLevel } from './compare-names.ts'
import type { Field } from './field.ts'
import type { NamePair } from './name-pairs.ts'

const CLOSE_NAME = nameLevel.near + 1
const EXACT = emailLevel.exact + 1
const SAME_LOCAL = emailLevel.sameLocal + 1
const DIFFERENT = emailLevel.different + 1
const LEAST_LETTERS = 2

/**
 * Namesakes write their name into their addresses (wang.wenjing1@, wangwenjing6@): where names agree, addresses that contain
 * them and are only alike say nothing new, and count as not known.
 */
export function namedEmails(
  fields: readonly Field[],
  pairs: readonly NamePair[],
): (i: number, j: number, levels: Uint8Array) => void {
  const emails = fields.flatMap((field, at) =>
    field.role === 'email' ? [{ at, isNamed: namedRecords(field, fields, pairs), locals: localsOf(field) }] : [],
  )
  if (emails.length === 0 || pairs.length === 0) return () => {}
  return (i, j, levels) => {
    const areNamesakes = pairs.some(({ surname, given }) => isClose(levels[surname]) || isClose(levels[given]))
    if (!areNamesakes) return
    for (const { at, isNamed, locals } of emails) {
      const level = levels[at] ?? MISSING
      const isAlike = level !== MISSING && level !== EXACT && level !== SAME_LOCAL && level !== DIFFERENT
      if (isAlike && isNamed[i] === 1 && isNamed[j] === 1 && locals[i] !== locals[j]) levels[at] = MISSING
    }
  }
}

const isClose = (level = MISSING) => level !== MISSING && level <= CLOSE_NAME

/** Per record 1 where its address contains a part of its name. */
function namedRecords(email: Field, fields: readonly Field[], pairs: readonly NamePair[]): Uint8Array {
  const parts = pairs.flatMap(({ surname, given }) => [fields[surname], fields[given]])
  return Uint8Array.from(email.codes, (code, record) => {
    const local = localOf(email.values.sounds[code] ?? '')
    const isNamed = parts.some((part) => {
      const sound = part?.values.sounds[part.codes[record] ?? -1] ?? ''
      return sound.length >= LEAST_LETTERS && local.includes(sound)
    })
    return isNamed ? 1 : 0
  })
}

/** Per record the part before the @, as a number. */
function localsOf({ values, codes }: Field): Int32Array {
  const places = new Map<string, number>()
  const placeOf = values.sounds.map((address) => {
    const local = localOf(address)
    const place = places.get(local) ?? places.size
    places.set(local, place)
    return place
  })
  return codes.map((code) => (code < 0 ? -1 : (placeOf[code] ?? -1)))
}
