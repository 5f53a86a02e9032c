import { Converter } from 'opencc-js/t2cn'
import { foldCase } from './fold.ts'

const convert = Converter({ from: 't', to: 'cn' })
const simplifiedOf = new Map<string, string>()

/**
 * Traditional Han characters made simplified, each on its own: a dictionary of phrases would make a part of a text
 * differ from the same part inside the whole, and then it is not found. Server only: the dictionary is large.
 */
export function toSimplified(text: string): string {
  return text.replace(/\p{Script=Han}/gu, (char) => simplifiedOf.get(char) ?? learn(char))
}

/** The comparison copy of a name: trimmed, blanks made one, case and width folded (Turkish-safe), simplified. Server only. */
export function foldName(text: string): string {
  return toSimplified(foldCase(text)).trim().replace(/\s+/gu, ' ')
}

function learn(char: string): string {
  const simplified = convert(char)
  simplifiedOf.set(char, simplified)
  return simplified
}
