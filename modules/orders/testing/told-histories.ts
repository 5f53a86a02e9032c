import fc from 'fast-check'
import type { OrderStatus } from '../import/order-line-row.ts'
import type { LineSaid, OrderTelling } from '../told/order-telling.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 0, 1)
const STATUSES: OrderStatus[] = ['placed', 'paid', 'shipped', 'delivered', 'completed', 'cancelled']

const line = fc.record({
  sku: fc.constantFrom('TEA', 'CUP', 'POT', 'TIN'),
  quantity: fc.integer({ min: 1, max: 5 }).map(String),
  unitPrice: fc.constantFrom('9.90', '12', '0.335', '100'),
  discount: fc.constantFrom('0', '0', '1.5'),
})
const lines = fc
  .array(line, { minLength: 1, maxLength: 4 })
  .map((all): LineSaid[] => all.map((one, at) => ({ ref: `l${at}`, name: one.sku, ...one })))

const message = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(...STATUSES) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('lines' as const), lines, freight: fc.constantFrom('0', '4.95') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('refund' as const),
      refundId: fc.constantFrom('1', '2', '3'),
      of: fc.constantFrom('l0', 'l1', 'TEA'),
      quantity: fc.constantFrom('1', '2'),
      amount: fc.constantFrom(undefined, '5', '40'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refundAll' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('listed' as const), ids: fc.subarray(['1', '2', '3']) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('buyer' as const), ref: fc.constantFrom('ann', 'ben', 'cy') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('voucher' as const), voucher: fc.constantFrom('SPRING', 'VIP') }),
  },
)
type Message = typeof message extends fc.Arbitrary<infer T> ? T : never

/** What shops might tell of one order, in the order in which it happened; some of it in one and the same moment. */
const history = fc
  .record({
    first: lines,
    named: fc.boolean(),
    after: fc.array(fc.record({ message, wait: fc.integer({ min: 0, max: 3 }) }), { maxLength: 8 }),
  })
  .map(({ first, named, after }) => {
    let at = START
    const created = {
      at,
      rank: 0,
      says: {
        ...{ orderedAt: new Date(START).toISOString(), status: 'placed' as const, currency: 'EUR', lines: first },
        ...(named && { buyer: { customerRef: 'ann', customerName: 'Ann' } }),
      },
    }
    return [
      created,
      ...after.map(({ message: one, wait }, rank) => {
        at += wait * MINUTE
        return { at, rank: rank + 1, ...saidBy(one, at) }
      }),
    ]
  })

function saidBy(message: Message, at: number): Pick<OrderTelling, 'says' | 'refunds'> {
  const when = new Date(at).toISOString()
  switch (message.kind) {
    case 'status':
      return { says: stepOf(message.status, when) }
    case 'lines':
      return { says: { lines: message.lines, freight: message.freight } }
    case 'buyer':
      return { says: { buyer: { customerRef: message.ref, customerName: message.ref } } }
    case 'voucher':
      return { says: { voucher: message.voucher } }
    case 'listed':
      return { says: { refundIds: message.ids } }
    case 'refundAll':
      return { says: {}, refunds: [{ refundId: 'all', at: when, lines: null }] }
    case 'refund': {
      const { refundId, of, quantity, amount } = message
      const taken = { of, quantity, ...(amount !== undefined && { amount }) }
      return { says: {}, refunds: [{ refundId, at: when, lines: [taken] }] }
    }
  }
}

function stepOf(status: OrderStatus, at: string): OrderTelling['says'] {
  if (status === 'shipped') return { status, shippedAt: at }
  if (status === 'delivered') return { status, deliveredAt: at }
  return status === 'cancelled' ? { status, cancelledAt: at } : { status }
}

/** Histories of several orders, one after another. */
export const histories = (count: { minLength: number; maxLength: number }) =>
  fc.array(history, count).map((all) =>
    all.flatMap((messages, nth): OrderTelling[] =>
      messages.map(({ at, says, ...more }) => ({
        ...more,
        externalId: `id${nth}`,
        toldAt: new Date(at),
        says: { orderNumber: `#${1000 + nth}`, ...says },
      })),
    ),
  )
