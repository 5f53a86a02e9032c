import { pinyin } from 'pinyin-pro'
import { foldMarks } from '#core/words/fold.ts'
import { toSimplified } from '#core/words/names-fold.ts'
import { truncateBytes } from '#core/words/text.ts'

const HAN = /\p{Script=Han}+/gu
// A B-tree entry may hold 2,700 bytes; nobody sorts by the hundredth letter.
const MAX_BYTES = 200

/** The copy of a name that lists sort by: Chinese by pinyin, one syllable a character; accents, case and width folded. */
export function nameSort(name: string): string {
  const folded = foldMarks(name)
  const spelled = folded.replace(HAN, (run) => ` ${syllables(toSimplified(run))} `)
  return truncateBytes(spelled.replace(/\s+/gu, ' ').trim(), MAX_BYTES)
}

const syllables = (run: string) =>
  pinyin(run, { toneType: 'none', type: 'array', mode: 'surname', surname: 'head' }).join(' ')
