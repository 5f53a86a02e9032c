import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { microText } from './micro-text.ts'

test('amounts read as exact decimals with at least two places', () => {
  assert.equal(microText(0), '0.00')
  assert.equal(microText(12_340_000), '12.34')
  assert.equal(microText(-5), '-0.000005')
  assert.equal(microText(92_407_500), '92.4075')
  assert.equal(microText(-1_500_000n), '-1.50')
})

test('the text of an amount stands for that amount and no other', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (micro) => {
      const [whole = '', places = ''] = microText(micro).replace('-', '').split('.')
      const sign = micro < 0n ? -1n : 1n
      assert.equal(sign * (BigInt(whole) * 1_000_000n + BigInt(places.padEnd(6, '0'))), micro)
    }),
  )
})
