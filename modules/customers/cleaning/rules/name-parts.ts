import { type SplitName, splitFullName } from '#core/words/names.ts'

// Firms that stand as persons, titles, remarks: what a name of a person doesn't have.
const NO_NAME = /[\d@/\\()（）&+]|公司|先生|女士|小姐|\b(?:ltd|inc|gmbh|llc|co|mr|mrs|ms|dr|team|shop|store)\b/iu

/**
 * Family and given name of a person: Chinese and Korean by their surnames (欧阳 and other compound ones known),
 * `Last, First` and `First Last`. Null where the text doesn't tell: one word, four words and more, digits, titles.
 */
export function namePartsOf(name: string): SplitName | null {
  if (NO_NAME.test(name)) return null
  const parts = splitFullName(name)
  if (parts.family === '' || parts.given === '') return null
  return parts.given.split(' ').length > 2 ? null : parts
}
