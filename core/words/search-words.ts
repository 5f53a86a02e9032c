import { foldMarks } from './fold.ts'
import { indexHanRun, queryHanPairs, queryHanWords } from './han-words.ts'
import { toSimplified } from './names-fold.ts'
import { pinyinWords } from './pinyin-words.ts'
import { truncateBytes } from './text.ts'

/** What a text is, which decides how it is cut: `text` is a company, address or other longer text; `card` serves voucher codes too. */
export type SearchKind = 'name' | 'email' | 'phone' | 'card' | 'order' | 'text'

/**
 * A typed search: all `words` must be there, the last as the start of a word if `prefixLast`; `alternatives` are other
 * cuts of the same text, any of which will do. `phoneTail`: the digits, if the text is four or more and nothing else.
 */
export type QueryWords = { words: string[]; prefixLast: boolean; phoneTail?: string; alternatives?: string[][] }

const MAX_WORD_BYTES = 60
const MAX_TEXT = 2_000
const MAX_QUERY = 200
const MAX_QUERY_WORDS = 16
const MIN_PHONE_DIGITS = 4
const MAX_PHONE_DIGITS = 20
const LONGEST_NAME = 6

const EAST_ASIAN = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー'
const TOKEN = new RegExp(
  `[${EAST_ASIAN}]+|[[\\p{L}\\p{N}\\p{M}]--[${EAST_ASIAN}]]+(?:['’ʼ\`´][[\\p{L}\\p{M}]--[${EAST_ASIAN}]]+)*|\\p{Extended_Pictographic}`,
  'gv',
)
const STARTS_EAST_ASIAN = new RegExp(`^[${EAST_ASIAN}]`, 'v')
const HAN_ONLY = /^\p{Script=Han}+$/u
const APOSTROPHE = /['’ʼ`´]/
const APOSTROPHES = /['’ʼ`´]/g
const NUMERIC = /^[+(]?[\d\s()+.\-/]*$/
const JOINED_BY_SIGNS = /[\p{L}\p{N}][._+\-/#&][\p{L}\p{N}]/u

/**
 * The words under which a customer is found, for `array_to_tsvector`: unique, never empty, at most 60 bytes, made of
 * letters, digits, marks, pictographs and `. _ + - @` only. Server only: loads Chinese dictionaries.
 */
export function indexWords(texts: readonly { text: string; kind: SearchKind }[]): string[] {
  const words = new Set<string>()
  for (const { text, kind } of texts) {
    for (const word of wordsOf(fold(text.slice(0, MAX_TEXT)), kind)) words.add(fit(word))
  }
  words.delete('')
  return [...words]
}

/** Cuts what a person typed into the search box in the same way. No words: nothing can be searched for. */
export function queryWords(text: string): QueryWords {
  const folded = fold(text.slice(0, MAX_QUERY)).trim()
  const digits = folded.replace(/\D/g, '')
  const isNumber = NUMERIC.test(folded) && digits !== ''
  const cuts = isNumber ? numberCuts(folded, digits) : textCuts(folded)
  const [words = [], ...alternatives] = distinct(cuts)
  return {
    words,
    prefixLast: words.length > 0,
    ...(isNumber && digits.length >= MIN_PHONE_DIGITS && { phoneTail: digits.replace(/^0+(?=\d{4})/, '') }),
    ...(alternatives.length > 0 && { alternatives }),
  }
}

/**
 * The query as the text of a `tsquery`, each word quoted: `'zhang' & 'san':*`. Hand it over as `CAST($1 AS tsquery)`,
 * which takes the words as they are; `to_tsquery` would cut e-mails and numbers once more and miss them. Empty: no query.
 */
export function toTsQuery(query: QueryWords): string {
  const cuts = [query.words, ...(query.alternatives ?? [])].filter((words) => words.length > 0)
  const parts = cuts.map((words) =>
    words
      .map((word, index) => `'${bare(word)}'${query.prefixLast && index === words.length - 1 ? ':*' : ''}`)
      .join(' & '),
  )
  return parts.length > 1 ? parts.map((part) => `(${part})`).join(' | ') : (parts[0] ?? '')
}

function wordsOf(folded: string, kind: SearchKind): string[] {
  switch (kind) {
    case 'phone':
      return phoneSuffixes(folded)
    case 'email':
      return emailWords(folded)
    case 'card':
    case 'order':
      return [compact(folded), ...tokensOf(folded).flatMap(indexToken)]
    case 'name':
      return [...tokensOf(folded).flatMap(indexToken), ...chineseNameWords(folded)]
    case 'text':
      return tokensOf(folded).flatMap(indexToken)
  }
}

function indexToken(token: string): string[] {
  if (STARTS_EAST_ASIAN.test(token)) return indexHanRun(token)
  return APOSTROPHE.test(token) ? [token.replace(APOSTROPHES, ''), ...token.split(APOSTROPHE)] : [token]
}

/** 欧阳 修 is also 欧阳修; each character alone, too, because a name may be typed with blanks between. */
function chineseNameWords(folded: string): string[] {
  const joined = folded.replace(/[\s·]/gu, '')
  if (!HAN_ONLY.test(joined)) return []
  const chars = Array.from(joined)
  return chars.length > LONGEST_NAME ? [] : [...indexHanRun(joined), ...chars, ...pinyinWords(joined)]
}

/** Every tail of the number, so that any run of its digits is the start of one. */
function phoneSuffixes(folded: string): string[] {
  const digits = folded.replace(/\D/g, '').slice(0, MAX_PHONE_DIGITS)
  if (digits.length < MIN_PHONE_DIGITS) return [digits]
  return Array.from({ length: digits.length - MIN_PHONE_DIGITS + 1 }, (_, start) => digits.slice(start))
}

function emailWords(folded: string): string[] {
  const address = addressOf(folded)
  const at = address.lastIndexOf('@')
  const local = at < 0 ? address : address.slice(0, at)
  return [address, local, address.slice(at + 1), compact(local), ...tokensOf(local).flatMap(indexToken)]
}

/** Digits typed with any signs between: whole, without a trunk 0 or 00, and as separate numbers. */
const numberCuts = (folded: string, digits: string) => [
  [digits],
  [digits.replace(/^0+(?=\d{3})/, '')],
  [digits.replace(/^00?(?=\d{3})/, '')],
  folded.match(/\d+/g) ?? [],
]

function textCuts(folded: string): string[][] {
  const chunks = folded.split(/\s+/).filter((chunk) => chunk !== '')
  const cut = (run: (text: string) => string[]) => (chunk: string) =>
    chunk.includes('@') && addressOf(chunk) !== ''
      ? [addressOf(chunk)]
      : tokensOf(chunk).flatMap((token) =>
          STARTS_EAST_ASIAN.test(token) ? run(token) : [token.replace(APOSTROPHES, '')],
        )
  const hasRun = chunks.some((chunk) =>
    tokensOf(chunk).some((token) => STARTS_EAST_ASIAN.test(token) && token.length > 2),
  )
  const isJoined = chunks.some((chunk) => JOINED_BY_SIGNS.test(chunk) && !chunk.includes('@'))
  return [
    chunks.flatMap(cut(queryHanPairs)),
    ...(hasRun ? [chunks.flatMap(cut(queryHanWords))] : []),
    ...(isJoined ? [chunks.map(addressOf), chunks.map(compact)] : []),
  ]
}

function distinct(cuts: readonly string[][]): string[][] {
  const seen = new Map<string, string[]>()
  for (const cut of cuts) {
    const words = cut
      .map(fit)
      .filter((word) => word !== '')
      .slice(0, MAX_QUERY_WORDS)
    if (words.length > 0 && !seen.has(words.join(' '))) seen.set(words.join(' '), words)
  }
  return [...seen.values()]
}

function fold(text: string): string {
  const folded = foldMarks(text.toWellFormed())
  return /^[\x20-\x7E]*$/.test(folded) ? folded : toSimplified(folded).replace(/\p{Cf}/gu, '')
}

const tokensOf = (folded: string) => folded.match(TOKEN) ?? []
const compact = (text: string) => text.replace(/[^\p{L}\p{N}\p{M}]/gu, '')
const addressOf = (text: string) => text.replace(/[^\p{L}\p{N}\p{M}._+\-@]/gu, '').replace(/^@+/, '')
const fit = (word: string) => truncateBytes(word, MAX_WORD_BYTES)
const bare = (word: string) => word.replace(/['\\\p{Cc}]/gu, '')
