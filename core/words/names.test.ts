import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { maskName, normaliseName, splitFullName } from './names.ts'
import { foldName, toSimplified } from './names-fold.ts'

test('a stored name keeps its letters', () => {
  assert.equal(normaliseName("  O'Brien \u00A0 Mary  "), "O'Brien Mary")
  assert.equal(normaliseName('Jose\u0301'), 'José')
  assert.equal(normaliseName('İstanbul 歐陽 𠮷'), 'İstanbul 歐陽 𠮷')
})

test('the comparison copy makes equal what people take for equal', () => {
  const same = [
    ['歐陽修', '欧阳修'],
    ['張三', '张三'],
    ['İSTANBUL', 'istanbul'],
    ['ISTANBUL', 'ıstanbul'],
    ['STRASSE', 'straße'],
    ['ＡＢＣ　１', 'abc 1'],
    ['Jose\u0301', 'JOSÉ'],
    ['ΟΔΟΣ', 'οδος'],
  ]
  for (const [a = '', b = ''] of same) assert.equal(foldName(a), foldName(b))
  assert.notEqual(foldName('José'), foldName('Jose'))
  assert.notEqual(foldName('аdmin'), foldName('admin'))
  assert.equal(toSimplified('臺灣國語 𠮷'), '台湾国语 𠮷')
})

test('folding twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      assert.equal(foldName(foldName(text)), foldName(text))
      assert.equal(normaliseName(normaliseName(text)), normaliseName(text))
    }),
    { numRuns: 2000 },
  )
})

test('family and given names', () => {
  const expected: Record<string, [string, string]> = {
    张三: ['张', '三'],
    欧阳修: ['欧阳', '修'],
    歐陽予倩: ['歐陽', '予倩'],
    司马: ['司', '马'],
    '欧阳 修': ['欧阳', '修'],
    𠮷三: ['𠮷', '三'],
    买买提·艾合买提: ['', '买买提·艾合买提'],
    龘: ['', '龘'],
    김민준: ['김', '민준'],
    'Smith, John Paul': ['Smith', 'John Paul'],
    'John Smith': ['Smith', 'John'],
    'Ludwig van Beethoven': ['van Beethoven', 'Ludwig'],
    'Maria de la Cruz': ['de la Cruz', 'Maria'],
    'van Gogh': ['Gogh', 'van'],
    Madonna: ['', 'Madonna'],
    '': ['', ''],
  }
  for (const [text, [family, given]] of Object.entries(expected)) {
    assert.deepEqual(splitFullName(text), { family, given }, text)
  }
})

test('masks', () => {
  const expected: Record<string, string> = {
    张三: '张*',
    欧阳修: '欧阳*',
    王小明: '王**',
    龘: '*',
    'John Smith': 'J*** S***',
    '': '',
  }
  expected['👨‍👩‍👧x'] = '👨‍👩‍👧***'
  for (const [text, masked] of Object.entries(expected)) assert.equal(maskName(text), masked)
})

test('no part of a name is lost by splitting', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const { family, given } = splitFullName(text)
      const letters = (value: string) =>
        Array.from(value.replace(/[\s,，]/gu, ''))
          .sort()
          .join('')
      assert.equal(letters(family + given), letters(normaliseName(text)))
    }),
    { numRuns: 1000 },
  )
})
