import { guessDateFormat } from '#core/words/dates.ts'
import { normaliseEmail } from '#core/words/emails.ts'
import type { Kind } from '../fields/field.ts'
import { fieldOfHeader } from '../fields/field-names.ts'
import { requiredFields } from '../fields/fields-of-kind.ts'
import { isForbiddenColumn } from '../fields/forbidden-columns.ts'
import { headerKey } from '../fields/header-key.ts'
import type { Layout } from '../layouts/layout.ts'
import { cleanCell } from '../row/clean-cell.ts'
import type { FileSample } from './sample-file.ts'

/** Header → field (null: left out), each field at most once, by layout, then by header, then by what stands in the cells. */
export function guessColumns(sample: FileSample, kind: Kind, layout: Layout | null): Map<string, string | null> {
  const header = ownHeader(sample.header)
  const columns = new Map<string, string | null>(sample.header.map((name) => [name, null]))
  const taken = new Set<string>()
  const take = (name: string | undefined, field: string) => {
    if (name === undefined || taken.has(field) || columns.get(name) !== null) return
    columns.set(name, field)
    taken.add(field)
  }
  if (kind === 'orders')
    take(
      header.find((name) => name === '_line'),
      'correction_of',
    )
  const open = header.filter((name) => !isForbiddenColumn(name))
  for (const [field, names] of Object.entries(layout?.columns ?? {})) {
    const there = names.split('|').flatMap((name) => open.filter((own) => headerKey(own) === headerKey(name)))
    // Exports carry columns that this shop never fills.
    take(there.find((name) => cellsOf(sample, name).length > 0) ?? there[0], field)
  }
  const left = new Set(layout?.leaveOut?.map(headerKey))
  const free = open.filter((name) => !left.has(headerKey(name)))
  const named = free.map((name) => ({ name, field: fieldOfHeader(kind, name) }))
  // A field's own name comes before its synonyms.
  for (const { name, field } of named) if (field !== null && headerKey(field) === headerKey(name)) take(name, field)
  for (const { name, field } of named) if (field !== null) take(name, field)
  byValues(sample, kind, free, columns, taken)
  return columns
}

/** An error file of ours carries four columns about the refusal before those of the original. */
function ownHeader(header: readonly string[]): readonly string[] {
  const isErrorFile = header.slice(0, 4).join() === 'line,column,value,reason' && header.at(-1) === '_line'
  return isErrorFile ? header.slice(4) : header
}

function byValues(
  sample: FileSample,
  kind: Kind,
  free: readonly string[],
  columns: Map<string, string | null>,
  taken: Set<string>,
): void {
  const wanted = requiredFields[kind].flat()
  for (const name of free) {
    if (columns.get(name) !== null) continue
    const cells = cellsOf(sample, name)
    if (cells.length === 0) continue
    const isEmail = cells.filter((cell) => normaliseEmail(cell) !== null).length > cells.length * 0.8
    const date = kind === 'orders' ? 'ordered_at' : kind === 'interactions' ? 'occurred_at' : ''
    if (isEmail && kind !== 'products' && !taken.has('email')) {
      columns.set(name, 'email')
      taken.add('email')
    } else if (wanted.includes(date) && !taken.has(date) && isDateColumn(cells)) {
      columns.set(name, date)
      taken.add(date)
    }
  }
}

const isDateColumn = (cells: string[]) => {
  const format = guessDateFormat(cells.slice(0, 200))
  return format !== null && format !== 'excel-serial' && format !== 'compact'
}

/** Non-empty cells of one column, from all over the file. */
export function cellsOf(sample: FileSample, name: string): string[] {
  const index = sample.header.indexOf(name)
  return sample.spread.map((row) => cleanCell(row.cells[index] ?? '')).filter((cell) => cell !== '')
}
