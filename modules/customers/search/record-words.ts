import { remember } from '#core/words/remember.ts'
import { indexWords, type SearchKind } from '#core/words/search-words.ts'

/** Classes of words, by who may search for them; `open` ones are nobody's secret. */
export const WORD_CLASSES = { name: 'n', email: 'e', phone: 'p', card: 'c', open: 'o' } as const
export type WordClass = keyof typeof WORD_CLASSES

export interface RecordTexts {
  name: string
  company?: string | null | undefined
  identities: readonly { kind: string; value: string }[]
  orderNumbers?: readonly string[]
}

const cut = (kind: SearchKind) => remember((text) => indexWords([{ text, kind }]))
// An import reads names and companies when it makes a record, and again when it knows its orders.
const NAMES = cut('name')
const TEXTS = cut('text')

function wordsOf(kind: SearchKind, text: string): readonly string[] {
  if (kind === 'name') return NAMES(text)
  if (kind === 'text') return TEXTS(text)
  // Numbers of orders are long digits mostly, each its own word: nothing to cut.
  if (kind === 'order' && /^[0-9]{1,40}$/.test(text)) return [text]
  return indexWords([{ text, kind }])
}

/**
 * The words a record is found by. Each begins with its class, so that somebody who sees phone numbers masked can't
 * find out a number by searching for it.
 */
export function recordWords({ name, company, identities, orderNumbers = [] }: RecordTexts): string[] {
  const words: string[] = []
  const add = (of: WordClass, kind: SearchKind, text: string) => {
    for (const word of wordsOf(kind, text)) words.push(`${WORD_CLASSES[of]}=${word}`)
  }
  add('name', 'name', name)
  if (company) add('open', 'text', company)
  for (const { kind, value } of identities) {
    if (kind === 'email') add('email', 'email', value)
    else if (kind === 'phone' || kind === 'whatsapp') add('phone', 'phone', value)
    else if (kind === 'card') add('card', 'card', value)
    else if (kind === 'wechat' || kind === 'social') add('name', 'card', value)
    else if (kind === 'ref') add('open', 'order', value)
  }
  for (const number of orderNumbers) add('open', 'order', number)
  return [...new Set(words)]
}
