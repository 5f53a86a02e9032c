import { z } from 'zod'
import { invalid } from '#core/errors.ts'
import { type SortKey, sortKeys, sorts } from './sorts.ts'

/** The place of a row in a list; value null: among the rows that have none, which stand last. */
export interface Cursor {
  sort: SortKey
  value: string | null
  id: string
}

const shape = z.tuple([z.enum(sortKeys), z.string().max(300).nullable(), z.uuid()])

export const writeCursor = ({ sort, value, id }: Cursor): string =>
  Buffer.from(JSON.stringify([sort, value, id])).toString('base64url')

/** @throws invalid `cursor_invalid` when it isn't one of this list and sort. */
export function readCursor(text: string, sort: SortKey): Cursor {
  const parsed = shape.safeParse(jsonOf(text))
  const [of, value, id] = parsed.data ?? []
  const fits = of === sort && (value === null ? sorts[sort].nullable : sorts[sort].value.safeParse(value).success)
  if (!fits || value === undefined || id === undefined || value?.includes('\0') || value?.isWellFormed() === false) {
    throw invalid('cursor_invalid', 'This cursor does not belong to this list.', { field: 'cursor' })
  }
  return { sort, value, id }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
