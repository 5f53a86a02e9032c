import { invalid } from '#core/errors.ts'

/** The customer a page ended with. @throws invalid `cursor_invalid`. */
export function readCustomerCursor(cursor: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor))
    throw invalid('cursor_invalid', 'This is no cursor of this list.', { field: 'cursor' })
  return cursor
}
