import { countryCode } from '#core/words/countries.ts'
import { remember } from '#core/words/remember.ts'
import type { Field, FieldType } from '../fields/field.ts'
import { fieldsOfKind } from '../fields/fields-of-kind.ts'
import type { FileRow } from '../file/csv-scanner.ts'
import { limits } from '../file/limits.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { BadValue, type Problem } from './bad-value.ts'
import { bareDigits } from './bare-digits.ts'
import { cleanCell } from './clean-cell.ts'
import { type CustomReader, customReader } from './custom-reader.ts'
import type { Draft } from './draft.ts'
import { rowFinisher } from './finish-row.ts'
import { isRounded } from './is-rounded.ts'
import { type Packed, type ReadingRules, readerOf, type ValueReader } from './value-readers.ts'

export interface ReadRow {
  line: number
  /** Rows with the same group belong together: lines of one order. Empty for other kinds. */
  group: string
  /** Who it is about, as the file says it; empty for nobody. Only brings rows of one customer together. */
  person: string
  /** Values of the fields that are staged, in their order, then custom fields; null when the row is refused. */
  values: Packed[] | null
  problems: Problem[]
  /** What was left out of a row that is right otherwise, or taken otherwise than it stands. */
  notes: Problem[]
}

interface Slot {
  field: Field
  column: number
  header: string
  constant: Packed
  read: ValueReader
}

/** Fields of the order, repeated or left empty on its later lines. */
const OF_ORDER = new Set(
  (
    'ordered_at status status_given delivery_status cancelled_at customer_ref customer_name first_name last_name email phone country region ' +
    'city address postcode currency channel shop voucher approved_at shipped_at delivered_at promised_at'
  ).split(' '),
)

/**
 * A function that reads the rows of one file, in the file's order, by its mapping. Columns, formats and constants are
 * looked up once, here, so that a row costs only its cells.
 */
export function rowReader(mapping: Mapping, header: readonly string[], rules: ReadingRules): (row: FileRow) => ReadRow {
  const slots = fieldsOfKind(mapping.kind).map((field) => slotOf(field, mapping, header, rules))
  const mapped = slots.flatMap((slot, at) => (slot.column < 0 ? [] : [{ ...slot, at }]))
  const constants = slots.map(({ constant }) => constant)
  const custom = customReader(mapping, header)
  const finish = rowFinisher(mapping, slots)
  const number = mapping.kind === 'orders' ? mapped.find(({ field }) => field.name === 'order_number') : undefined
  const placeOf = countryReader(slots)
  const people = mapping.kind === 'orders' || mapping.kind === 'interactions' ? personSlots(mapped) : []
  const last: LastRow = { group: '', cells: [] }
  return (row) => {
    const draft: Draft = { values: constants.slice(), problems: [], notes: [], isFirstOfOrder: true, statusGiven: null }
    const cells = row.cells.slice()
    checkForm(cells, header, draft, rules)
    for (const { column } of mapped) cells[column] = cleanCell(cells[column] ?? '')
    if (number) followOrder(cells, number.column, mapped, mapping, last, draft)
    const place = placeOf(cells)
    for (const slot of mapped)
      readSlot(slot, cells[slot.column] ?? '', draft, { isOrder: mapping.kind === 'orders', place })
    const values = finish(draft)
    return {
      line: row.line,
      group: number ? String(draft.values[number.at] ?? '') : '',
      person: personOf(draft, people),
      values: draft.problems.length > 0 ? null : withCustom(values, custom, cells, draft),
      problems: draft.problems,
      notes: draft.notes,
    }
  }
}

/** The country a row names, for its phone numbers; undefined where it names none that is known. */
function countryReader(slots: readonly Slot[]): (cells: readonly string[]) => string | undefined {
  const slot = slots.find(({ field }) => field.name === 'country')
  if (!slot) return () => undefined
  const codeOf = remember((text) => countryCode(text) ?? undefined)
  const fixed = typeof slot.constant === 'string' ? codeOf(slot.constant) : undefined
  return (cells) => codeOf(cells[slot.column] ?? '') ?? fixed
}

const personSlots = (mapped: readonly (Slot & { at: number })[]): number[] =>
  ['customer_ref', 'email', 'phone'].flatMap((name) => mapped.find(({ field }) => field.name === name)?.at ?? [])

function personOf(draft: Draft, people: readonly number[]): string {
  for (const at of people) {
    const value = draft.values[at]
    if (typeof value === 'string') return value
  }
  return ''
}

interface LastRow {
  group: string
  cells: string[]
}

function slotOf(field: Field, mapping: Mapping, header: readonly string[], rules: ReadingRules): Slot {
  const read = readerOf(field, rules)
  const column = header.findIndex(
    (name) => Object.hasOwn(mapping.columns, name) && mapping.columns[name] === field.name,
  )
  const given = Object.hasOwn(mapping.constants, field.name) ? mapping.constants[field.name] : undefined
  const value = given === undefined || given === '' ? null : read(given)
  return {
    field,
    column,
    header: header[column] ?? field.name,
    constant: value instanceof BadValue ? null : value,
    read,
  }
}

function checkForm(cells: string[], header: readonly string[], draft: Draft, rules: ReadingRules): void {
  if (cells.length > header.length) {
    const extra = cells.slice(header.length)
    if (extra.some((cell) => cell !== '')) {
      draft.problems.push({ column: '', value: extra.join(' ').slice(0, 200), reason: 'too_many_cells' })
    }
  }
  for (const [index, cell] of cells.entries()) {
    if (rules.mayBeBroken && cell.includes('\uFFFD')) {
      draft.problems.push({ column: header[index] ?? '', value: cell.slice(0, 200), reason: 'encoding_broken' })
    }
    if (cell.length <= limits.cellBytes / 4) continue
    if (Buffer.byteLength(cell) > limits.cellBytes) {
      draft.problems.push({ column: header[index] ?? '', value: cell.slice(0, 200), reason: 'too_long' })
      cells[index] = ''
    }
  }
}

/** Fills what an export writes on the first line of an order only. */
function followOrder(
  cells: string[],
  numberColumn: number,
  slots: readonly Slot[],
  mapping: Mapping,
  last: LastRow,
  draft: Draft,
): void {
  const group = cells[numberColumn] ?? ''
  draft.isFirstOfOrder = group !== last.group
  if (!draft.isFirstOfOrder && mapping.formats.fillDown) {
    for (const { field, column } of slots) {
      if (cells[column] === '' && OF_ORDER.has(field.name)) cells[column] = last.cells[column] ?? ''
    }
  }
  last.group = group
  last.cells = cells
}

/** What people write: an apostrophe before digits may be meant ('70s). */
const PROSE: ReadonlySet<FieldType> = new Set(['text', 'long'])

function readSlot(
  slot: Slot & { at: number },
  text: string,
  draft: Draft,
  { isOrder, place }: { isOrder: boolean; place: string | undefined },
): void {
  if (text === '') return
  if (slot.field.name === 'status') draft.statusGiven = text.slice(0, 100)
  const value = slot.read(PROSE.has(slot.field.type) ? text : bareDigits(text), place)
  if (!(value instanceof BadValue)) {
    draft.values[slot.at] = value
    noteLeniency(slot, text, draft)
    return
  }
  draft.values[slot.at] = null
  const problem = { column: slot.header, value: text.slice(0, 500), reason: value.reason }
  // A sale is right although a way to reach the buyer isn't; whether that may pass is decided when the row is whole.
  const mayPass = isOrder && (slot.field.type === 'email' || slot.field.type === 'phone')
  ;(mayPass ? draft.notes : draft.problems).push(problem)
}

const isCountry = remember((text) => countryCode(text) !== null)

/** What was taken otherwise than it stands, or taken though nobody knows it. */
function noteLeniency({ field, header }: Slot, text: string, draft: Draft): void {
  const reason =
    field.name === 'country' && !isCountry(text)
      ? 'country_unknown'
      : (field.type === 'price' || field.type === 'amount') && isRounded(text)
        ? 'rounded'
        : null
  if (reason !== null) draft.notes.push({ column: header, value: text.slice(0, 500), reason })
}

function withCustom(values: Packed[], custom: CustomReader | null, cells: string[], draft: Draft): Packed[] | null {
  if (!custom) return values
  const read = custom(cells)
  if (typeof read !== 'string') {
    draft.problems.push(read)
    return null
  }
  return [...values, read]
}
