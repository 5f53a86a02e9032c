import { foldMarks } from '#core/words/fold.ts'
import { toSimplified } from '#core/words/names-fold.ts'

/** A text as it is compared: width, case, accents and simplified characters; letters and digits in words parted by one blank. */
export const normalText = (text: string): string =>
  toSimplified(foldMarks(text))
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
