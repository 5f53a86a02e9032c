import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fieldKey } from './field-key.ts'

test('a key comes from the Latin letters of a label, else from a number', () => {
  assert.equal(fieldKey('Shoe size', []), 'shoe_size')
  assert.equal(fieldKey('Größe (EU)', []), 'gro_e_eu')
  assert.equal(fieldKey('鞋码', []), 'field_1')
  assert.equal(fieldKey('鞋码', ['field_1']), 'field_2')
  assert.equal(fieldKey('Shoe size', ['shoe_size']), 'shoe_size_2')
  assert.equal(fieldKey('constructor', []), 'constructor_2')
})

test('every key is one the server takes, and free', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), fc.array(fc.string()), (label, others) => {
      const taken = [...others, fieldKey(label, others)]
      const key = fieldKey(label, taken)
      assert.match(key, /^[a-z][a-z0-9_]{0,40}$/)
      assert.ok(!taken.includes(key))
    }),
  )
})
