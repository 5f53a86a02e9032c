import type { Field } from './field.ts'
import type { Blocking } from './measures.ts'
import { namePairs } from './name-pairs.ts'
import { soundOfName } from './strata.ts'
import type { Role } from './table.ts'
import { wordsOf } from './word-overlap.ts'

/** One way in which records can be brought together: by a field, or by a part of it that a typing error elsewhere leaves alone. */
export interface BlockingKey {
  name: string
  fields: readonly number[]
  /** The whole value: whoever agrees in it agrees in the field's other keys. */
  isWhole: boolean
  /** Per record; −1 where there is none. */
  codes: Int32Array
  /** What each code stands for. */
  texts: string[]
  distinct: number
}

type Part = readonly [name: string, cut: (sound: string, words: () => WordCounts) => string]
type WordCounts = ReadonlyMap<string, number>

const whole: Part = ['', (sound) => sound]
const start = (length: number): Part => ['start', (sound) => (sound.length > length ? sound.slice(0, length) : '')]
const rareWord: Part = ['rare word', (sound, words) => rarestWord(sound, words())]

const PARTS: Partial<Record<Role, readonly Part[]>> = {
  surname: [whole, ['consonants', consonants]],
  given: [whole, start(3)],
  'birth-date': [whole, ['month', (day) => day.slice(0, 6)], ['day of the year', (day) => day.slice(4, 8)]],
  phone: [
    whole,
    ['ending', (phone) => phone.slice(-8)],
    ['last four', (phone) => phone.slice(-4)],
    ['beginning', (phone) => phone.slice(0, -4)],
  ],
  email: [
    whole,
    ['local part', (email) => email.slice(0, Math.max(0, email.lastIndexOf('@')))],
    ['domain', (email) => email.slice(email.lastIndexOf('@') + 1)],
  ],
  identity: [
    whole,
    ['first half', (code) => code.slice(0, code.length >> 1)],
    ['second half', (code) => code.slice(code.length >> 1)],
  ],
  street: [whole, rareWord],
  place: [whole, start(4)],
  company: [whole, start(5), rareWord],
  title: [whole, start(8), rareWord],
  other: [whole, start(5), rareWord],
}

/**
 * Every key of every field, and each person's two names in either order. Which word of a text is the rarest is counted in
 * these fields, or was counted before.
 */
export function blockingKeys(fields: readonly Field[], words?: Blocking['words']): BlockingKey[] {
  const keys = fields.flatMap((field, at) => {
    const counts = () => (words ? (words.get(field.name) ?? new Map()) : wordCounts(field))
    return (PARTS[field.role] ?? [whole]).map(([part, cut]) => keyOf(field, at, part, (sound) => cut(sound, counts)))
  })
  return [...keys, ...namePairs(fields).map(({ surname, given }) => bothNames(fields, surname, given))]
}

/** The words of a field that more than one of its values has, if one of these keys asks for the rarest. */
export function wordsAsked(fields: readonly Field[], keys: Iterable<string>): Blocking['words'] {
  const asked = new Set(keys)
  const isAsked = ({ name }: Field) => asked.has(`${name} (${rareWord[0]})`)
  const repeated = (field: Field) => new Map([...wordCounts(field)].filter(([, count]) => count > 1))
  return new Map(fields.filter(isAsked).map((field) => [field.name, repeated(field)]))
}

function keyOf(field: Field, at: number, part: string, cut: (sound: string) => string): BlockingKey {
  const places = new Map<string, number>()
  const codeOfValue = field.values.sounds.map((sound, code) => {
    if ((field.counts[code] ?? 0) === 0) return -1
    return placeOf(places, cut(sound))
  })
  const codes = field.codes.map((code) => (code < 0 ? -1 : (codeOfValue[code] ?? -1)))
  const name = part === '' ? field.name : `${field.name} (${part})`
  return { name, fields: [at], isWhole: part === '', codes, texts: [...places.keys()], distinct: places.size }
}

function bothNames(fields: readonly Field[], surname: number, given: number): BlockingKey {
  const places = new Map<string, number>()
  const codes = (fields[surname]?.codes ?? new Int32Array()).map((_, record) =>
    placeOf(places, soundOfName(fields[surname], fields[given], record) ?? ''),
  )
  const name = `${fields[surname]?.name} + ${fields[given]?.name} in either order`
  return { name, fields: [surname, given], isWhole: true, codes, texts: [...places.keys()], distinct: places.size }
}

function placeOf(places: Map<string, number>, text: string): number {
  if (text === '') return -1
  let place = places.get(text)
  if (place === undefined) {
    place = places.size
    places.set(text, place)
  }
  return place
}

/** First letter and the consonants after it, each run once: what most typing errors in a name leave alone. */
function consonants(sound: string): string {
  const rest = sound.slice(1).replace(/[aeiouyhw]/g, '')
  return (sound.charAt(0) + rest).replace(/(.)\1+/g, '$1').slice(0, 5)
}

const frequencies = new WeakMap<Field, Map<string, number>>()

function wordCounts(field: Field): Map<string, number> {
  const before = frequencies.get(field)
  if (before) return before
  const counts = new Map<string, number>()
  field.values.sounds.forEach((text, code) => {
    if ((field.counts[code] ?? 0) === 0) return
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  })
  frequencies.set(field, counts)
  return counts
}

/** The word that the fewest values of the column have; of several the first by the alphabet. */
function rarestWord(sound: string, counts: WordCounts): string {
  let best = ''
  let fewest = Number.POSITIVE_INFINITY
  for (const word of wordsOf(sound)) {
    const count = counts.get(word) ?? 0
    // A word nobody else has brings nobody together.
    if (count > 1 && count < fewest && word.length > 1) [best, fewest] = [word, count]
  }
  return best
}
