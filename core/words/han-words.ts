import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

// Up to here every pair of characters is indexed, so any part of a name is found; beyond, dictionary words save space.
const ALL_PAIRS_UP_TO = 12

let jieba: Jieba | undefined

/** The words under which a run of Han, kana or Hangul characters is found. Server only: loads jieba's dictionary on first long text. */
export function indexHanRun(run: string): string[] {
  const chars = Array.from(run)
  if (chars.length <= ALL_PAIRS_UP_TO) return [...pairsOf(chars), chars.at(-1) ?? '']
  const words = cutter()
    .cutForSearch(run, true)
    .filter((word) => word.length > 1)
  return [...words, ...pairsAroundSingles(chars, cutter().cut(run, true))]
}

/** A typed run as pairs of characters: what a short text is found by. */
export function queryHanPairs(run: string): string[] {
  const chars = Array.from(run)
  return chars.length === 1 ? chars : pairsOf(chars)
}

/** A typed run as dictionary words: what a long text is found by; a lone last character stays, as the start of a word. */
export function queryHanWords(run: string): string[] {
  const words = cutter().cut(run, true)
  const long = words.filter((word, index) => Array.from(word).length > 1 || index === words.length - 1)
  const singles = words.map((word) => (Array.from(word).length > 1 ? ' ' : word)).join('')
  const pairs = singles.split(/ +/).flatMap((part) => pairsOf(Array.from(part)))
  return pairs.length > 0 && Array.from(words.at(-1) ?? '').length === 1 && Array.from(words.at(-2) ?? '').length === 1
    ? [...long.slice(0, -1), ...pairs]
    : [...pairs, ...long]
}

function pairsOf(chars: readonly string[]): string[] {
  return chars.slice(1).map((char, index) => `${chars[index]}${char}`)
}

/** Characters that the dictionary leaves alone, each with its neighbours: names of people and streets are such. */
function pairsAroundSingles(chars: readonly string[], words: readonly string[]): string[] {
  const pairs: string[] = []
  let at = 0
  for (const word of words) {
    const length = Array.from(word).length
    if (length === 1 && at > 0) pairs.push(`${chars[at - 1]}${chars[at]}`)
    if (length === 1 && at + 1 < chars.length) pairs.push(`${chars[at]}${chars[at + 1]}`)
    at += length
  }
  return pairs
}

function cutter(): Jieba {
  jieba ??= Jieba.withDict(dict)
  return jieba
}
