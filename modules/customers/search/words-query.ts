import { type QueryWords, queryWords } from '#core/words/search-words.ts'
import { WORD_CLASSES, type WordClass } from './record-words.ts'

/** The classes of words that somebody with these fields masked may search by. */
const allowedClasses = (masked: ReadonlySet<string>) =>
  (Object.keys(WORD_CLASSES) as WordClass[]).filter((of) => !masked.has(of))

/**
 * What a person typed, as the text of a tsquery over class-marked words: every word may be of any class the caller
 * sees unmasked, the last one only begun. Empty: nothing that could be searched for. A single letter is no start of a
 * word: it would be half of all customers.
 */
export function wordsQuery(text: string, masked: ReadonlySet<string>): string {
  const query = queryWords(text)
  const isLetter = query.words.length === 1 && /^[\x20-\x7E]$/.test(query.words[0] ?? '')
  return toQuery(isLetter ? { ...query, prefixLast: false } : query, masked)
}

/** The same with the last word whole. */
export const exactWordsQuery = (text: string, masked: ReadonlySet<string>): string =>
  toQuery({ ...queryWords(text), prefixLast: false }, masked)

function toQuery(query: QueryWords, masked: ReadonlySet<string>): string {
  const marks = allowedClasses(masked).map((of) => WORD_CLASSES[of])
  const cuts = [query.words, ...(query.alternatives ?? [])].filter((words) => words.length > 0)
  return cuts
    .map(
      (words) =>
        `(${words.map((word, at) => anyOf(word, at === words.length - 1 && query.prefixLast, marks)).join(' & ')})`,
    )
    .join(' | ')
}

const anyOf = (word: string, isStart: boolean, marks: readonly string[]) =>
  `(${marks.map((mark) => `'${mark}=${word.replace(/['\\\p{Cc}]/gu, '')}'${isStart ? ':*' : ''}`).join(' | ')})`
