import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFigure } from './read-figure.ts'

test('numbers as lists print them and people type them', () => {
  assert.deepEqual(
    ['1,000', '¥1,552.20', '1000', '1 000', '１，０００', '-5', '0.5', '1,234,567.89', ' 12 '].map(readFigure),
    ['1000', '1552.2', '1000', '1000', '1000', '-5', '0.5', '1234567.89', '12'],
  )
})

test('what is no number is none', () => {
  assert.deepEqual(['', 'many', '1000 to 2000', '--5'].map(readFigure), [null, null, null, null])
})
