import { pinyin } from 'pinyin-pro'
import { splitFullName } from './names.ts'

const MAX_READINGS = 4
const OPTIONS = { toneType: 'none', type: 'array', v: true } as const

/**
 * The Latin words under which a Chinese name is found: zhangsan, zhang, san, zs. The reading as a name comes first
 * (单 = shan), then other readings of its characters, four in all; ü as v, u and yu. Server only: large dictionary.
 */
export function pinyinWords(name: string): string[] {
  const chars = Array.from(name)
  const asName = pinyin(name, { ...OPTIONS, mode: 'surname', surname: 'head' })
  if (asName.length !== chars.length) return []
  const readings = chars.map((char, index) => readingsOf(char, asName[index] ?? ''))
  const words = new Set<string>(readings.flat())
  if (readings.some((list) => list.length === 0)) return [...words]
  const familyLength = Array.from(splitFullName(name).family).length
  for (const syllables of combine(readings)) {
    words.add(syllables.join(''))
    if (familyLength > 1) words.add(syllables.slice(0, familyLength).join(''))
    if (familyLength > 0) words.add(syllables.slice(familyLength).join(''))
    words.add(syllables.map((syllable) => syllable[0]).join(''))
  }
  words.delete('')
  return [...words]
}

function readingsOf(char: string, first: string): string[] {
  const all = new Set([first, ...pinyin(char, { ...OPTIONS, multiple: true })])
  const spelled = [...all].flatMap((syllable) =>
    /^[ln]v/.test(syllable) ? [syllable, syllable.replace('v', 'u'), syllable.replace('v', 'yu')] : [syllable],
  )
  return spelled.filter((syllable) => /^[a-z]+$/.test(syllable)).slice(0, MAX_READINGS)
}

/** The first reading of every character, then one changed at a time, from the left. */
function combine(readings: readonly string[][]): string[][] {
  const first = readings.map((list) => list[0] ?? '')
  const changed = readings.flatMap((list, index) => list.slice(1).map((other) => first.with(index, other)))
  return [first, ...changed].slice(0, MAX_READINGS)
}
