import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decimalOf } from './decimal-of.ts'

test('numbers and texts of other systems become plain decimals', () => {
  const cases: [unknown, string | null][] = [
    [19.9, '19.9'],
    [0.1 + 0.2, '0.3'],
    [25, '25'],
    [1e-9, '0'],
    [-0, '0'],
    ['19.90', '19.9'],
    [' 007.50 ', '7.5'],
    ['-3.0', '-3'],
    ['0.3333333333', '0.333333'],
    ['0.6666666666', '0.666667'],
    ['9.9999999', '10'],
    ['1,5', null],
    ['', null],
    ['1e5', null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [1e20, null],
    [null, null],
    [{}, null],
  ]
  for (const [given, expected] of cases) assert.equal(decimalOf(given), expected, JSON.stringify(given))
  assert.equal(decimalOf('2.3456', 3), '2.346')
  assert.equal(decimalOf(2.5, 0), '3')
  assert.equal(decimalOf('2.5', 0), '3')
})
