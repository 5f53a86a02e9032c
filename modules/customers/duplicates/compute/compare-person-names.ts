import { compareCodes, MISSING } from './compare-fields.ts'
import { nameLevel } from './compare-names.ts'
import type { Field } from './field.ts'
import type { NamePair } from './name-pairs.ts'

const SOUND = nameLevel.sound + 1
const SWAPPED = nameLevel.swapped + 1
const NEAR = nameLevel.near + 1
const DIFFERENT = nameLevel.different + 1

// Names shorter than this, written as one word, agree with surname and given name run together by chance.
const LEAST_JOINED = 5

/**
 * Compares both parts of a name straight and, where that says less, crosswise: "Hall, Isla" and "Isla, Hall"; a name
 * written as one word (zhangsan) with its two parts run together. Writes the levels of both fields; the same in either order.
 */
export function comparePersonNames(
  fields: readonly Field[],
  pair: NamePair,
  i: number,
  j: number,
  levels: Uint8Array,
): void {
  const surname = fields[pair.surname]
  const given = fields[pair.given]
  if (!surname || !given) return
  const [surnameI, surnameJ] = [surname.codes[i] ?? -1, surname.codes[j] ?? -1]
  const [givenI, givenJ] = [given.codes[i] ?? -1, given.codes[j] ?? -1]
  const straightSurname = compareCodes(surname, surnameI, surnameJ)
  const straightGiven = compareCodes(given, givenI, givenJ)
  levels[pair.surname] = straightSurname
  levels[pair.given] = straightGiven
  if (isClose(straightSurname) || isClose(straightGiven)) return
  const first = crossed(compareCodes(surname, surnameI, givenJ))
  const second = crossed(compareCodes(surname, givenI, surnameJ))
  const isSwapped =
    (isClose(first) && (isClose(second) || second === MISSING)) || (isClose(second) && first === MISSING)
  if (isSwapped) {
    // The closer of the two goes to the surname, whichever record comes first.
    const isFirstCloser = second === MISSING || (first !== MISSING && first <= second)
    levels[pair.surname] = isFirstCloser ? first : second
    levels[pair.given] = isFirstCloser ? second : first
  } else if (isJoined(surname, [surnameI, givenI], [surnameJ, givenJ])) {
    levels[pair.surname] = SOUND
    levels[pair.given] = MISSING
  }
}

const isClose = (level: number) => level !== MISSING && level <= NEAR

const crossed = (level: number) =>
  level === MISSING ? MISSING : level <= SWAPPED ? SWAPPED : Math.min(level, DIFFERENT)

type Parts = readonly [surname: number, given: number]

function isJoined({ values }: Field, a: Parts, b: Parts): boolean {
  const soundOf = (code: number) => (code < 0 ? '' : (values.sounds[code] ?? ''))
  const isOne = (parts: Parts) => parts[0] < 0 !== parts[1] < 0
  if (isOne(a) === isOne(b)) return false
  const [one, two] = isOne(a) ? [a, b] : [b, a]
  if (two[0] < 0 || two[1] < 0) return false
  const word = soundOf(one[0]) + soundOf(one[1])
  if (word.length < LEAST_JOINED) return false
  return word === soundOf(two[0]) + soundOf(two[1]) || word === soundOf(two[1]) + soundOf(two[0])
}
