import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatPhone, maskPhone, normalisePhone, phoneDigitsReversed } from './phones.ts'

test('one number in many spellings is one number', () => {
  const spellings = ['13800138000', '138-0013-8000', '86 138-0013-8000', '0086 138 0013 8000', '+86 (138) 0013.8000']
  spellings.push(
    '013800138000',
    '138/0013/8000',
    '１３８００１３８０００',
    ' 138 0013 8000 ',
    "'+8613800138000",
    'tel:+86-13800138000',
  )
  spellings.push('13800138000 转 12', '+8613800138000 ext. 5')
  for (const text of spellings) assert.equal(normalisePhone(text, 'CN'), '+8613800138000', text)
  assert.equal(normalisePhone('030/123456', 'DE'), '+4930123456')
  assert.equal(normalisePhone('07700 900123', 'GB'), '+447700900123')
  assert.equal(normalisePhone('+44 7700 900123', 'CN'), '+447700900123')
  assert.equal(normalisePhone('(11) 91234-5678', 'BR'), '+5511912345678')
})

test('what is no one number is refused', () => {
  const garbage = [
    '',
    'n/a',
    '110',
    '17850',
    '138001380001234',
    '13800138000/13900139000',
    '8.6138E+12',
    '1-800-FLOWERS',
  ]
  garbage.push('00000000000', '11111111111', '+', '138 0013 8000; DROP', '1'.repeat(50), '1380013800\u0000')
  for (const text of garbage) assert.equal(normalisePhone(text, 'CN'), null, text)
  assert.equal(normalisePhone('13800138000', 'XX'), null)
  assert.equal(normalisePhone('+8613800138000', 'XX'), '+8613800138000')
})

test('numbers for reading', () => {
  assert.equal(formatPhone('+8613800138000', 'CN'), '138 0013 8000')
  assert.equal(formatPhone('+8613800138000', 'GB'), '+86 138 0013 8000')
  assert.equal(formatPhone('front desk'), 'front desk')
  assert.equal(phoneDigitsReversed('+86 138-0013-5678'), '87653100831' + '68')
})

test('a mask hides four digits at least, whatever the text', () => {
  assert.equal(maskPhone('+8613812345678'), '138****5678')
  assert.equal(maskPhone('13812345678'), '138****5678')
  assert.equal(maskPhone('+447700900123'), '+44 77****0123')
  assert.equal(maskPhone('123'), '****')
  fc.assert(
    fc.property(fc.stringMatching(/^\+?[1-9]\d{0,14}$/), (text) => {
      const masked = maskPhone(text)
      assert.match(masked, /^(\+\d+ )?\d{0,3}\*{4}\d{0,4}$/)
      const digits = text.replace(/\D/g, '').length
      assert.ok(masked.replace(/\D/g, '').length <= Math.max(0, digits - Math.min(4, digits)), masked)
    }),
  )
})

test('normalising is idempotent and independent of the default country once international', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[+0-9 ()/-]{5,20}$/),
      fc.constantFrom('CN', 'GB', 'US', 'BR', 'DE'),
      (text, country) => {
        const once = normalisePhone(text, country)
        if (once === null) return
        assert.match(once, /^\+\d{5,17}$/)
        for (const other of ['CN', 'US', 'XX']) assert.equal(normalisePhone(once, other), once)
      },
    ),
    { numRuns: 500 },
  )
})
