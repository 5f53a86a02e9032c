import { splitFullName } from '#core/words/names.ts'
import { pinyinOfName, plainSyllable } from '#core/words/pinyin-name.ts'
import { normalText } from './normal-text.ts'

/** A part of a name: as written, and as it sounds (pinyin of Chinese characters; Latin letters sound as they are written). */
export interface NameValue {
  text: string
  sound: string
}

/** A given name or surname made comparable: letters only. Null where nothing is left. */
export function normalNamePart(part: string, kind: 'surname' | 'given'): NameValue | null {
  const text = normalText(part).replaceAll(' ', '')
  if (text === '') return null
  const written = plainSyllable(text)
  return { text: written, sound: pinyinOfName(written, kind) }
}

/** A full name in its two parts, made comparable; titles before it are no part of it. */
export function normalFullName(name: string): { surname: NameValue | null; given: NameValue | null } {
  const bare = name.replace(/^\s*(?:mr|mrs|ms|miss|dr|prof)\.?\s+/i, '').replace(/(?:先生|女士|小姐)\s*$/, '')
  const { family, given } = splitFullName(bare)
  return { surname: normalNamePart(family, 'surname'), given: normalNamePart(given, 'given') }
}
