import { type Filters, readChoices, readRange } from '#core/web/filter-field.ts'

/** A field as `GET /api/customers/fields` tells it, as far as filters need it. */
export interface FieldKind {
  key: string
  kind: string
  custom: { type: string } | null
}

export interface FilterLeaf {
  field: string
  op: string
  value: unknown
}

type Reader = (text: string) => { op: string; value: unknown }

const is: Reader = (text) => ({ op: 'is', value: readChoices(text) })
const numbers: Reader = (text) => ({ op: 'is', value: readChoices(text).map(Number) })
const anyNumber: Reader = (text) => ({ op: 'any', value: readChoices(text).map(Number) })
const oneWord: Reader = (text) => ({ op: 'is', value: [text] })
const starts: Reader = (text) => ({ op: 'starts', value: text })
const range =
  (end: (text: string) => unknown): Reader =>
  (text) => {
    const { from, to } = readRange(text)
    return { op: 'between', value: [from === undefined ? null : end(from), to === undefined ? null : end(to)] }
  }
const asText = (text: string) => text

const READERS: Record<string, Reader> = {
  choice: is,
  choiceOrNone: is,
  staff: is,
  region: is,
  score: numbers,
  month: numbers,
  units: numbers,
  segments: anyNumber,
  tags: (text) => ({ op: 'any', value: readChoices(text) }),
  gaps: (text) => ({ op: 'any', value: readChoices(text) }),
  text: starts,
  name: starts,
  email: oneWord,
  phone: oneWord,
  number: range(Number),
  age: range(Number),
  ahead: range(Number),
  money: range(asText),
  decimal: range(asText),
  moment: range(asText),
  day: range(asText),
  'custom text': oneWord,
  'custom choice': is,
  'custom date': range(asText),
  'custom number': range(Number),
  'custom yesno': (text) => ({ op: 'is', value: [text === 'yes'] }),
}

/** What the address says of each field, as the filter that the server reads; undefined without any. */
export function filterText(filters: Filters, fields: readonly FieldKind[]): string | undefined {
  const leaves = leavesOf(filters, fields)
  return leaves.length > 0 ? JSON.stringify(leaves) : undefined
}

export function leavesOf(filters: Filters, fields: readonly FieldKind[]): FilterLeaf[] {
  return fields.flatMap((field) => {
    const text = filters[field.key]
    const read = READERS[field.custom ? `custom ${field.custom.type}` : field.kind]
    return text && read ? [{ field: field.key, ...read(text) }] : []
  })
}
