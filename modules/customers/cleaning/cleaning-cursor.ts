import { invalid } from '#core/errors.ts'

const SHAPE = /^[0-9a-z:.+_ -]{1,120}$/i
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Place of a row in a list: its keys. */
export const writeCursor = (...keys: string[]): string => Buffer.from(keys.join(' ')).toString('base64url')

/** Keys of a cursor: an id first, then what follows it. @throws 400 `cursor_invalid`. */
export function readCursor(text: string | undefined): [string, string] | null {
  if (text === undefined) return null
  const plain = Buffer.from(text, 'base64url').toString('utf8')
  const [id = '', more = ''] = plain.split(' ')
  if (!SHAPE.test(plain) || !UUID.test(id)) {
    throw invalid('cursor_invalid', 'This cursor does not belong to this list.', { field: 'cursor' })
  }
  return [id, more]
}
