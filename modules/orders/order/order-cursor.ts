import { invalid } from '#core/errors.ts'

export type OrderSort = 'orderedAt' | '-orderedAt' | 'revenue' | '-revenue'

interface Place {
  orderId: string
  orderedAt: Date
  revenueMicro: bigint
}

/** Where the next page begins: the sort, its value and the id of the last row. */
export function writeCursor(sort: OrderSort, last: Place): string {
  const value = sort.endsWith('orderedAt') ? last.orderedAt.toISOString() : last.revenueMicro.toString()
  return Buffer.from([sort, value, last.orderId].join(' ')).toString('base64url')
}

/** @throws invalid `cursor_invalid` when it isn't one of this list in this sort. */
export function readCursor(sort: OrderSort, cursor: string): { value: string; orderId: string } {
  const [of, value = '', orderId = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ')
  const isValue = sort.endsWith('orderedAt') ? /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/ : /^-?\d{1,19}$/
  if (
    of !== sort ||
    !isValue.test(value) ||
    !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(orderId) ||
    isNoTime(sort, value)
  ) {
    throw invalid('cursor_invalid', 'This cursor is not one of this list.', { field: 'cursor' })
  }
  return { value, orderId }
}

const isNoTime = (sort: OrderSort, value: string) =>
  sort.endsWith('orderedAt') ? Number.isNaN(Date.parse(value)) : BigInt.asIntN(64, BigInt(value)) !== BigInt(value)
