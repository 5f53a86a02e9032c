import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  formatDecimal,
  formatMoney,
  guessDecimal,
  isCurrency,
  isStorable,
  minorDigits,
  multiplyMicro,
  parseDecimal,
  parseMoney,
  parseQuantity,
  roundToMinor,
  splitMicro,
} from './money.ts'

const amount = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n })
const currency = fc.constantFrom('JPY', 'USD', 'CNY', 'KWD', 'CLF')

test('amounts in the notations of real exports', () => {
  const expected: Record<string, bigint | null> = {
    '1,234.56': 1_234_560_000n,
    '1.234,56': 1_234_560_000n,
    '¥1,234': 1_234_000_000n,
    '-5.00': -5_000_000n,
    '(5.00)': -5_000_000n,
    '(£5.00)': -5_000_000n,
    '£(5.00)': -5_000_000n,
    '5.00-': -5_000_000n,
    '12.3456': 12_345_600n,
    '£2.55': 2_550_000n,
    '-£11062.06': -11_062_060_000n,
    '£-3': -3_000_000n,
    'R$ 1.234,56': 1_234_560_000n,
    '1 234,56 €': 1_234_560_000n,
    "1'234.50": 1_234_500_000n,
    '１２，３４５．６７': 12_345_670_000n,
    '￥99': 99_000_000n,
    '99元': 99_000_000n,
    'RMB 99': 99_000_000n,
    '12.50 USD': 12_500_000n,
    '1,23,456.78': 123_456_780_000n,
    '1.234.567': 1_234_567_000_000n,
    '1,234': 1_234_000_000n,
    '1.234': 1_234_000n,
    '0,123': 123_000n,
    '12,5': 12_500_000n,
    '.5': 500_000n,
    '9007199254740993.01': 9_007_199_254_740_993_010_000n,
    '12.339999999999999': 12_340_000n,
    '1.5E-3': 1_500n,
    '1.234E+3': 1_234_000_000n,
    '\u22125': -5_000_000n,
    '-0.0000005': -1n,
  }
  for (const [text, micro] of Object.entries(expected)) assert.equal(parseMoney(text), micro, text)
})

test('what is no amount is refused', () => {
  const garbage = ['', ' ', 'abc', '12abc', '1,2345.6', '1.2.3', '--5', '(-5)', '-5-', '5+', '$5$', '12²', '1/2']
  garbage.push(
    'NaN',
    'Infinity',
    '1e999',
    '0x10',
    'XXZ 5',
    '12 34',
    '5%',
    '١٢',
    '.',
    ',',
    '1,,000',
    '1'.repeat(65),
    '(5',
    '5)',
  )
  for (const text of garbage) assert.equal(parseMoney(text), null, text)
  assert.equal(parseMoney('1,23', { decimal: '.' }), null)
  assert.equal(parseMoney('12.50', { decimal: ',' }), null)
})

test('the decimal option decides the ambiguous ones', () => {
  assert.equal(parseMoney('1,234', { decimal: ',' }), 1_234_000n)
  assert.equal(parseMoney('1.234', { decimal: ',' }), 1_234_000_000n)
  assert.equal(parseMoney('1,234', { decimal: '.' }), 1_234_000_000n)
})

test('a column proves its decimal sign or nothing', () => {
  assert.equal(guessDecimal(['1,234', '5,50']), ',')
  assert.equal(guessDecimal(['1,234', '12.99']), '.')
  assert.equal(guessDecimal(['1.234.567']), ',')
  assert.equal(guessDecimal(['1,234', '7']), null)
  assert.equal(guessDecimal(['1,5', '1.5']), null)
})

test('decimal strings are exact both ways, at any size and in every currency', () => {
  fc.assert(
    fc.property(amount, currency, (micro, code) => {
      const text = formatDecimal(micro, code)
      assert.equal(parseDecimal(text), micro)
      assert.equal(parseMoney(text, { decimal: '.' }), micro)
      const decimals = text.split('.')[1] ?? ''
      assert.ok(decimals.length >= minorDigits(code))
      if (decimals.length > minorDigits(code)) assert.doesNotMatch(decimals, /0$/)
    }),
  )
  assert.equal(formatDecimal(1_234_500_000n, 'JPY'), '1234.5')
  assert.equal(formatDecimal(1_234_000_000n, 'JPY'), '1234')
  assert.equal(formatDecimal(12_300_000n, 'KWD'), '12.300')
  assert.equal(formatDecimal(-10_000n, 'USD'), '-0.01')
  assert.equal(parseDecimal('1.0000001'), null)
})

test('people read rounded money, and a large sum loses nothing', () => {
  assert.equal(formatMoney(9_007_199_254_740_993_010_000n, 'USD', 'en'), '$9,007,199,254,740,993.01')
  assert.equal(formatMoney(2_675_000n, 'USD', 'en'), '$2.68')
  assert.equal(formatMoney(-2_675_000n, 'USD', 'en'), '-$2.68')
  assert.equal(formatMoney(-1_000n, 'USD', 'en'), '$0.00')
  assert.equal(formatMoney(10_500_000n, 'JPY', 'en'), '¥11')
  assert.equal(formatMoney(12_345_000_000n, 'CNY', 'zh-CN'), '¥12,345.00')
})

test('reading back what people read gives the rounded amount', () => {
  fc.assert(
    fc.property(amount, currency, (micro, code) => {
      const rounded = roundToMinor(micro, code)
      assert.equal(parseMoney(formatMoney(micro, code, 'en'), { decimal: '.' }), rounded)
      assert.equal(roundToMinor(-micro, code), -rounded)
    }),
  )
})

test('price times quantity is exact', () => {
  assert.equal(multiplyMicro(2_550_000n, '-6'), -15_300_000n)
  assert.equal(multiplyMicro(1n, '0.5'), 1n)
  assert.equal(multiplyMicro(-1n, '0.5'), -1n)
  assert.throws(() => multiplyMicro(1n, '1e3'), RangeError)
  fc.assert(
    fc.property(amount, fc.integer({ min: -1_000_000, max: 1_000_000 }), (micro, thousandths) => {
      const quantity = parseQuantity(`${thousandths < 0 ? '-' : ''}0${Math.abs(thousandths)}.000`)
      assert.equal(multiplyMicro(micro, quantity ?? ''), micro * BigInt(thousandths))
      assert.equal(
        multiplyMicro(micro * 1000n, formatDecimal(BigInt(thousandths) * 1000n, 'JPY')),
        micro * BigInt(thousandths),
      )
    }),
  )
})

test('quantities keep their decimals and lose their zeros', () => {
  assert.equal(parseQuantity('1,5'), '1.5')
  assert.equal(parseQuantity('-02.500'), '-2.5')
  assert.equal(parseQuantity('-0'), '0')
  assert.equal(parseQuantity('1,000'), '1000')
  for (const text of ['£5', '5 pcs', '', 'x']) assert.equal(parseQuantity(text), null)
})

test('parts sum to the whole and differ by their weights only', () => {
  assert.deepEqual(splitMicro(100_000_000n, 3, 'USD'), [33_340_000n, 33_330_000n, 33_330_000n])
  assert.deepEqual(splitMicro(-1n, 2), [-1n, 0n])
  assert.deepEqual(splitMicro(10_000_000n, [1n, 0n, 3n], 'JPY'), [3_000_000n, 0n, 7_000_000n])
  assert.throws(() => splitMicro(1n, 0), RangeError)
  assert.throws(() => splitMicro(1n, [2n, -1n]), RangeError)
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(amount, weights, fc.option(currency, { nil: undefined }), (total, parts, code) => {
      fc.pre(parts.some((part) => part > 0n))
      const shares = splitMicro(total, parts, code)
      assert.equal(shares.length, parts.length)
      assert.equal(
        shares.reduce((a, b) => a + b, 0n),
        total,
      )
      for (const [index, share] of shares.entries()) if (parts[index] === 0n) assert.equal(share, 0n)
    }),
  )
})

test('currencies', () => {
  assert.ok(isCurrency('CNY') && isCurrency('KWD'))
  assert.ok(!isCurrency('cny') && !isCurrency('ZZZ') && !isCurrency(''))
  assert.deepEqual(['JPY', 'EUR', 'KWD'].map(minorDigits), [0, 2, 3])
  assert.ok(isStorable(9_223_372_036_854_775_807n) && !isStorable(9_223_372_036_854_775_808n))
})
