import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { orderedRange, readChoices, readRange, writeChoices, writeRange } from './filter-field.ts'

test('a range keeps its ends, open or closed', () => {
  assert.deepEqual(readRange('10..20'), { from: '10', to: '20' })
  assert.deepEqual(readRange('10..'), { from: '10' })
  assert.deepEqual(readRange('..2026-01-31'), { to: '2026-01-31' })
  assert.deepEqual(readRange('7'), { from: '7', to: '7' })
  assert.deepEqual(readRange(undefined), {})
  assert.equal(writeRange('', ''), '')
  assert.deepEqual(readRange(writeRange('1.5', '')), { from: '1.5' })
})

test('a range written the wrong way round is turned', () => {
  const turned = (type: 'number' | 'date' | 'text', value: string) =>
    orderedRange({ key: 'a', label: 'A', type }, value)
  assert.equal(turned('number', '10..9'), '9..10')
  assert.equal(turned('number', '9..10'), '9..10')
  assert.equal(turned('number', '10..'), '10..')
  assert.equal(turned('date', '2026-02-01..2026-01-31'), '2026-01-31..2026-02-01')
  assert.equal(turned('text', 'b..a'), 'b..a')
})

test('chosen values come back whatever they contain', () => {
  const value = fc.string({ minLength: 1, unit: 'grapheme' })
  fc.assert(
    fc.property(fc.array(value), (values) => {
      assert.deepEqual(readChoices(writeChoices(values)), values)
    }),
  )
})
