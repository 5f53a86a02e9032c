import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountOf, goodsOf, totalOf } from './draft-line.ts'

test('a line is quantity × price less the discount, exact', () => {
  assert.equal(goodsOf({ quantity: '3', unitPrice: '0.1' }), 300_000n)
  assert.equal(amountOf({ quantity: '1.5', unitPrice: '9.999999', discount: '0.5' }), 14_499_999n)
  assert.equal(amountOf({ quantity: '2', unitPrice: '10', discount: null }), 20_000_000n)
})

test('what is missing or no number has no amount, and no sum hides it', () => {
  assert.equal(goodsOf({ quantity: '1' }), null)
  assert.equal(goodsOf({ quantity: '1e3', unitPrice: '2' }), null)
  assert.equal(amountOf({ quantity: '1', unitPrice: '2', discount: 'x' }), null)
  assert.equal(totalOf([{ quantity: '1', unitPrice: '2' }, undefined]), null)
  assert.equal(
    totalOf([
      { quantity: '1', unitPrice: '2' },
      { quantity: '1', unitPrice: '0.01', discount: '0.01' },
    ]),
    2_000_000n,
  )
})
