import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { csvLine } from './csv-cells.ts'
import { neutraliseFormula, restoreFormula } from './formula-cells.ts'
import { cleanControl, hasForbidden, truncateBytes } from './text.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 40 })
const nastyText = fc
  .array(
    fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      ' ',
      "'",
      '"',
      ';',
      ',',
      '＝',
      '＋',
      '－',
      '＠',
      '1',
      '(',
      'a',
      '|',
    ),
  )
  .map((parts) => parts.join(''))

test('forbidden and control characters', () => {
  assert.ok(hasForbidden('a\0') && hasForbidden('\uD800') && hasForbidden('x\uDC00y'))
  assert.ok(!hasForbidden('𠮷 \t 👨‍👩‍👧'))
  assert.equal(cleanControl('a\u0007b\r\nc\rd\te\u0085\u007F👨‍👩‍👧'), 'ab\nc\nd\te👨‍👩‍👧')
})

test('truncation fits and never halves a character', () => {
  assert.equal(truncateBytes('𠮷𠮷', 7), '𠮷')
  assert.equal(truncateBytes('abc', 3), 'abc')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(50), (text, max) => {
      const cut = truncateBytes(text, max)
      assert.ok(Buffer.byteLength(cut) <= max && text.startsWith(cut) && cut.isWellFormed())
      if (cut !== text) assert.ok(Buffer.byteLength(cut) > max - 4)
    }),
  )
})

test('formula cells become inert, numbers and phones stay', () => {
  const inert = [
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
    '＝1',
    '＋1',
    '－1',
    '＠1',
    '"=1',
    ';=1',
    "'=1",
  ]
  for (const cell of inert) assert.ok(neutraliseFormula(cell).startsWith("'"), JSON.stringify(cell))
  assert.equal(neutraliseFormula("a;=cmd|' /C calc'!A0"), "a;'=cmd|' /C calc'!A0")
  assert.equal(neutraliseFormula('x\n-2+3+cmd|x'), "x\n'-2+3+cmd|x")
  const intact = [
    '-5.00',
    '+8613800138000',
    '+86 138 0013 8000',
    '-1,234.56',
    '12',
    "O'Brien",
    "'tis",
    'a=b',
    '',
    'List:\n- one',
  ]
  for (const cell of intact) assert.equal(neutraliseFormula(cell), cell)
  assert.equal(restoreFormula("'+447700900123"), "'+447700900123")
})

test('export and import again give the same text, however nasty', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, nastyText), (cell) => {
      const safe = neutraliseFormula(cell)
      assert.equal(restoreFormula(safe), cell)
      const isNumber = /^[+-]?\d[\d.,]*%?$|^\+\d[\d ]{4,20}$/.test(safe)
      if (!isNumber) assert.doesNotMatch(safe, /^[\s";,]*[=+\-@＝＋－＠]|^[\t\r\n]/u)
      assert.doesNotMatch(safe, /[;\t\r\n][\s"]*[=@＝＠]/u)
    }),
    { numRuns: 5000 },
  )
})

test('a CSV line reads back cell by cell', () => {
  assert.equal(csvLine(['a', 'b,c', 'say "x"', ' y', '']), 'a,"b,c","say ""x"""," y",\r\n')
  const cells = fc.array(fc.oneof(anyText, nastyText), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(
      fc.array(cells, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(',' as const, ';' as const),
      (rows, separator) => {
        const width = Math.min(...rows.map((row) => row.length))
        const table = rows.map((row) => row.slice(0, width).map((cell) => cell.replace(/^\uFEFF/, '')))
        const text = table.map((row) => csvLine(row, separator)).join('')
        assert.deepEqual(parse(text, { delimiter: separator, recordDelimiter: '\r\n' }), table)
      },
    ),
  )
})
