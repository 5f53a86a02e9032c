import { kinds } from '../fields/field.ts'
import { fieldOfHeader } from '../fields/field-names.ts'
import { fileError } from '../file/file-error.ts'
import type { Study } from './study-file.ts'

const MOST_RAGGED = 1 / 3
// A heading, a list, a quotation or a block of code: how notes in Markdown begin.
const PROSE = /^(?:#{1,6}\s|[-*>]\s|```|---)/

/**
 * Refuses a text that is no table: nothing in it is a column we know, and it is one column or its rows have all sorts
 * of lengths. A table with unknown names stays, and its columns can be named by hand.
 * @throws 422 `file_no_table`
 */
export function refuseNoTable({ sample, guess }: Pick<Study, 'sample' | 'guess'>): void {
  const { header, spread } = sample
  const isOne = header.length === 1
  const isProse = isOne && PROSE.test(header[0] ?? '')
  const isKnown =
    Object.values(guess.mapping.columns).some((field) => field !== null) ||
    guess.forbidden.length > 0 ||
    header.some((name) => kinds.some((kind) => fieldOfHeader(kind, name) !== null))
  if (isKnown && !isProse) return
  const filled = spread.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const ragged = filled.filter(({ cells }) => cells.length !== header.length).length
  if (!isOne && ragged <= filled.length * MOST_RAGGED) return
  throw fileError(
    'file_no_table',
    'This is no table: its first line names no columns. Bring a file with a line of column names and a row for each thing.',
  )
}
