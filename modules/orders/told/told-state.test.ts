import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { histories } from '../testing/told-histories.ts'
import type { OrderTelling } from './order-telling.ts'
import { hearTelling, type ToldState } from './told-state.ts'

const fold = (tellings: readonly OrderTelling[]) => tellings.reduce<ToldState | undefined>(hearTelling, undefined)

test('the state is the same however messages come, and however often', () => {
  fc.assert(
    fc.property(
      histories({ minLength: 1, maxLength: 1 }).chain((told) =>
        fc.tuple(fc.constant(told), fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 })),
      ),
      ([inOrder, anyhow]) => {
        assert.deepEqual(fold(anyhow), fold(inOrder))
      },
    ),
    { numRuns: 300 },
  )
})

test('what was heard before changes nothing, not even the object', () => {
  const telling: OrderTelling = { externalId: '1', toldAt: new Date(5), says: { status: 'paid', lines: [] } }
  const state = hearTelling(undefined, telling)
  assert.equal(hearTelling(state, structuredClone(telling)), state)
  // As it comes back from the database, whose keys stand in another order.
  const buyer = { customerRef: 'a', email: 'a@example.com' }
  const named = hearTelling(state, { ...telling, says: { buyer } })
  const turned = { email: 'a@example.com', customerRef: 'a' }
  assert.equal(hearTelling(named, { ...telling, says: { buyer: turned } }), named)
})

test('a later word counts, an earlier one that comes late does not, and silence changes nothing', () => {
  const at = (ms: number, says: OrderTelling['says']): OrderTelling => ({ externalId: '1', toldAt: new Date(ms), says })
  const state = fold([at(10, { status: 'shipped' }), at(5, { status: 'paid', voucher: 'X' }), at(20, {})])
  assert.equal(state?.fields.status?.value, 'shipped')
  assert.equal(state?.fields.voucher?.value, 'X')
  assert.equal(state?.firstAt, 5)
})
