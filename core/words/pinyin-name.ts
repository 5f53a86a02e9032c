import { pinyin } from 'pinyin-pro'
import { toSimplified } from './names-fold.ts'

const OPTIONS = { toneType: 'none', type: 'array', v: true } as const

/**
 * One Latin reading of a Chinese name or part of one: 單 as a surname is shan, else dan; lü, lyu and lv are lu, because
 * passports write all three. Text that is not all Han comes back as it is. Server only: large dictionary.
 */
export function pinyinOfName(text: string, part: 'surname' | 'given'): string {
  if (!/^\p{Script=Han}+$/u.test(text)) return text
  const mode = part === 'surname' ? ({ mode: 'surname', surname: 'head' } as const) : {}
  const syllables = pinyin(toSimplified(text), { ...OPTIONS, ...mode })
  return syllables.map(plainSyllable).join('')
}

/** lv, lyu → lu; nv, nyu → nu: one letter for ü, which keyboards lack. */
export const plainSyllable = (syllable: string): string => syllable.replace(/^([ln])(?:v|yu|ü)(e?)$/, '$1u$2')
