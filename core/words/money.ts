import { minorDigits } from './currencies.ts'

export { isCurrency, minorDigits } from './currencies.ts'
export { guessDecimal, parseMoney, parseQuantity } from './money-text.ts'

/** Micro units (millionths) in one major unit of any currency. */
export const MICRO = 1_000_000n

const INT8_MAX = 9_223_372_036_854_775_807n

/** True when the amount fits a `bigint` column (±9,223,372,036,854.775807): refuse it before the database does. */
export const isStorable = (micro: bigint) => micro <= INT8_MAX && micro >= -INT8_MAX

/** Numerator ÷ denominator (> 0), halves away from zero, so that a refund mirrors its sale. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator
  const rounded = (2n * size + denominator) / (2n * denominator)
  return numerator < 0n ? -rounded : rounded
}

/** Exact decimal string of the major unit: at least the currency's minor digits, more only where needed ("12.34", "12.345"). */
export function formatDecimal(micro: bigint, currency: string): string {
  const size = micro < 0n ? -micro : micro
  const fraction = (size % MICRO).toString().padStart(6, '0')
  const digits = Math.max(minorDigits(currency), fraction.replace(/0+$/, '').length)
  const sign = micro < 0n ? '-' : ''
  return digits === 0 ? `${sign}${size / MICRO}` : `${sign}${size / MICRO}.${fraction.slice(0, digits)}`
}

/** The shortest exact decimal of an amount, without needless zeros: "12.5", "3". */
export function shortestDecimal(micro: bigint): string {
  const size = micro < 0n ? -micro : micro
  const fraction = (size % MICRO).toString().padStart(6, '0').replace(/0+$/, '')
  return `${micro < 0n ? '-' : ''}${size / MICRO}${fraction && `.${fraction}`}`
}

/** Reads what `formatDecimal` writes (the form money has in JSON); null for anything else or a seventh decimal. */
export function parseDecimal(text: string): bigint | null {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,6}))?$/.exec(text)
  if (!match) return null
  const size = BigInt(match[2] ?? '') * MICRO + BigInt((match[3] ?? '').padEnd(6, '0'))
  return match[1] ? -size : size
}

/** The amount rounded half up (away from zero) to the currency's minor unit. */
export function roundToMinor(micro: bigint, currency: string): bigint {
  const unit = minorUnit(currency)
  return divideRounded(micro, unit) * unit
}

const formatters = new Map<string, Intl.NumberFormat>()

/** The amount as people read it, rounded half up once to minor digits; exact at any size. A rounded zero has no sign. */
export function formatMoney(micro: bigint, currency: string, locale: string): string {
  const key = `${locale} ${currency}`
  let formatter = formatters.get(key)
  if (!formatter) {
    const digits = minorDigits(currency)
    formatter = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'negative',
    })
    formatters.set(key, formatter)
  }
  return formatter.format(formatDecimal(roundToMinor(micro, currency), currency) as Intl.StringNumericLiteral)
}

/** Unit price × quantity ("3", "-1", "0.125", from `parseQuantity`); exact, rounded half up only below a millionth. Throws RangeError on other text. */
export function multiplyMicro(micro: bigint, quantityText: string): bigint {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(quantityText)
  if (!match) throw new RangeError(`not a plain decimal quantity: ${quantityText.slice(0, 40)}`)
  const decimals = match[2] ?? ''
  return divideRounded(micro * BigInt(`${match[1]}${decimals}`), 10n ** BigInt(decimals.length))
}

/**
 * Splits an amount into equal parts (a number) or by weights (≥ 0, not all 0); the parts always sum to the whole.
 * With `currency` each part is whole minor units as far as the total is; what does not divide goes to the largest
 * remainders, earlier parts first (100.00 by 3 → 33.34, 33.33, 33.33).
 */
export function splitMicro(total: bigint, parts: number | readonly bigint[], currency?: string): bigint[] {
  const weights = typeof parts === 'number' ? Array<bigint>(parts).fill(1n) : parts
  const sum = weights.reduce((a, b) => a + b, 0n)
  if (sum <= 0n || weights.some((weight) => weight < 0n)) throw new RangeError('parts must be positive')
  const size = total < 0n ? -total : total
  const unit = currency !== undefined && size % minorUnit(currency) === 0n ? minorUnit(currency) : 1n
  const units = size / unit
  const shares = weights.map((weight) => (units * weight) / sum)
  let left = units - shares.reduce((a, b) => a + b, 0n)
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (units * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder) {
    if (left === 0n) break
    shares[index] = (shares[index] ?? 0n) + 1n
    left--
  }
  return shares.map((share) => (total < 0n ? -share : share) * unit)
}

const minorUnit = (currency: string) => 10n ** BigInt(6 - minorDigits(currency))
