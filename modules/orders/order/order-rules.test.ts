import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type MovedGoods, matchReturns } from './match-returns.ts'
import { kindOf, mayReturn, STATUSES, STEPS, stateAfter, stepsOf } from './order-rules.ts'
import { quantityText, shareTaken, thousandths } from './share-taken.ts'

test('no step leads out of cancelled or returned, and none is offered that is not allowed', () => {
  for (const status of STATUSES) {
    for (const kind of ['sale', 'return'] as const) {
      assert.deepEqual(
        stepsOf({ status, kind }),
        STEPS.filter((step) => stateAfter({ status, kind }, step) !== null),
      )
    }
  }
  assert.deepEqual(stepsOf({ status: 'cancelled', kind: 'sale' }), [])
  assert.deepEqual(stepsOf({ status: 'placed', kind: 'return' }), [])
  assert.equal(mayReturn({ status: 'placed', kind: 'sale' }), false)
})

test('what only takes goods back is a return', () => {
  const kind = (quantities: string[], goodsMicro: bigint, status: 'completed' | 'returned' = 'completed') =>
    kindOf({ quantities, goodsMicro, status })
  assert.equal(kind(['-1', '-2'], -30n), 'return')
  assert.equal(kind(['-1', '0'], -30n), 'return')
  assert.equal(kind(['-1', '2'], -30n), 'sale')
  assert.equal(kind(['-1', '2'], -30n, 'returned'), 'return')
  assert.equal(kind(['1'], 30n, 'returned'), 'sale')
  assert.equal(kind(['0'], 0n), 'sale')
})

const day = (n: number) => new Date(Date.UTC(2024, 0, n))
const goods = (
  orderId: string,
  at: number,
  quantity: bigint,
  revenueMicro: bigint,
  more: Partial<MovedGoods> = {},
): MovedGoods => ({
  ...{
    orderId,
    orderNumber: orderId,
    lineNo: 1,
    orderedAt: day(at),
    sku: 'A',
    quantity: quantity * 1000n,
    revenueMicro,
    returnOf: null,
  },
  ...more,
})

test('goods that come back are those of the latest earlier sale, or of the one that is named', () => {
  const sales = [goods('s1', 1, 2n, 200n), goods('s2', 2, 2n, 300n), goods('later', 9, 5n, 900n)]
  assert.deepEqual(
    matchReturns([...sales, goods('r', 3, -3n, 0n)]),
    new Map([
      ['s1', 100n],
      ['s2', 300n],
    ]),
  )
  assert.deepEqual(matchReturns([...sales, goods('r', 3, -1n, 0n, { returnOf: 's1' })]), new Map([['s1', 100n]]))
  assert.deepEqual(matchReturns([goods('r', 0, -3n, 0n), ...sales]), new Map())
  assert.deepEqual(matchReturns([...sales, goods('r', 3, -1n, 0n, { sku: 'B' })]), new Map())
  assert.deepEqual(matchReturns([goods('r', 1, -2n, 0n), goods('s1', 1, 2n, 200n)]), new Map([['s1', 200n]]))
})

test('no sale is taken back by more than it brought, in whatever order its lines are read', () => {
  const moved = fc.record({
    order: fc.nat(6),
    at: fc.nat(5),
    sku: fc.constantFrom('A', 'B'),
    quantity: fc.bigInt({ min: -4n, max: 6n }),
  })
  fc.assert(
    fc.property(fc.array(moved, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (all, random) => {
      const lines = all.map(({ order, at, sku, quantity }, lineNo) =>
        goods(`o${order}-${lineNo}`, at, quantity, quantity * 33n, { sku, lineNo }),
      )
      const taken = matchReturns(lines)
      for (const line of lines)
        assert.ok((taken.get(line.orderId) ?? 0n) <= (line.revenueMicro > 0n ? line.revenueMicro : 0n))
      const shuffled = [...lines].map((line) => ({ line, at: random.next().value ?? 0 })).sort((a, b) => a.at - b.at)
      assert.deepEqual(new Map([...matchReturns(shuffled.map(({ line }) => line))].sort()), new Map([...taken].sort()))
    }),
  )
})

test('parts of an amount sum to the whole however the pieces come back', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      fc.array(fc.bigInt({ min: 1n, max: 5000n }), { minLength: 1 }),
      (amount, steps) => {
        const pieces = steps.reduce((sum, step) => sum + step, 0n)
        let taken = 0n
        let takenAmount = 0n
        for (const now of steps) {
          takenAmount += shareTaken(amount, { pieces, taken, takenAmount }, now)
          taken += now
        }
        assert.equal(takenAmount, amount)
      },
    ),
  )
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), (value) =>
      assert.equal(thousandths(quantityText(value)), value),
    ),
  )
})
