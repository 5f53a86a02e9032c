import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { neutraliseFormula } from '#core/words/formula-cells.ts'
import { cleanCell } from './clean-cell.ts'

test('wrappings of spreadsheets go, values that look like one and came from us stay', () => {
  const cases: [string, string][] = [
    ['="007"', '007'],
    [' ="007" ', '007'],
    ['\'="007"', '="007"'],
    ['\'=""', '=""'],
    ["'=1+1", '=1+1'],
    ["O'Brien", "O'Brien"],
    ['  a ', 'a'],
  ]
  for (const [given, expected] of cases) assert.equal(cleanCell(given), expected, given)
})

test('what we write is what we read', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', '=', "'", '+', '7'), minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(text, (value) => {
      assert.equal(cleanCell(neutraliseFormula(value)), value)
    }),
    { numRuns: 2000 },
  )
})
