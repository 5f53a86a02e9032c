const LETTER = /\p{L}/u
const LATIN_ONLY = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]+$/u
// What Turkish capitals become depends on the language.
const TURKISH = /[İı]/u
const PARTICLES = new Set(
  'van von der den de del della di da do dos das du la le ter ten bin ibn al el zu zum zur'.split(' '),
)
const SUFFIXES = new Map([
  ['jr', 'Jr'],
  ['sr', 'Sr'],
  ['phd', 'PhD'],
  ['ii', 'II'],
  ['iii', 'III'],
  ['iv', 'IV'],
])
const PREFIXED = /^(mc|o['’]|d['’]|l['’])(\p{L})/u

/**
 * A name written in capitals or small letters only, in the usual case: `JOHN O'BRIEN` → `John O'Brien`, `jan van der
 * berg` → `Jan van der Berg`, `RONALD MCDONALD` → `Ronald McDonald`. Null where nothing is to be done: another script
 * or mixed case, which somebody meant; one or two letters, which may be initials.
 */
export function caseName(name: string): string | null {
  if (!LATIN_ONLY.test(name) || TURKISH.test(name)) return null
  const letters = name.match(/\p{L}/gu) ?? []
  const lower = name.toLowerCase()
  if (letters.length < 3 || (name !== lower && name !== name.toUpperCase())) return null
  if (name === lower && name === name.toUpperCase()) return null
  const words = lower.split(/(\s+|,\s*)/u)
  const cased = words
    .map((word, at) => caseWord(word, at === 0 && !lower.includes(','), at === words.length - 1))
    .join('')
  return cased === name || isPlain(cased) ? null : cased
}

/** Still of one case: a rule that proposes it would propose it again. */
const isPlain = (text: string) => text === text.toLowerCase() || text === text.toUpperCase()

function caseWord(word: string, isFirst: boolean, isLast: boolean): string {
  if (!LETTER.test(word)) return word
  if (!isFirst && !isLast && PARTICLES.has(word)) return word
  const suffix = isFirst ? undefined : SUFFIXES.get(word.replace(/\.$/, ''))
  if (suffix) return suffix + (word.endsWith('.') ? '.' : '')
  // Initials: j.r.r.
  if (/^(?:\p{L}\.)+\p{L}?$/u.test(word)) return word.toUpperCase()
  return word.split(/(-)/u).map(capital).join('')
}

const capital = (part: string): string =>
  PREFIXED.test(part)
    ? part.replace(PREFIXED, (_, prefix: string, letter: string) => upperFirst(prefix) + letter.toUpperCase())
    : part.replace(/\p{L}/u, (letter) => letter.toUpperCase())

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
