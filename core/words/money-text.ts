import { isCurrency } from './currencies.ts'
import { foldWidth } from './fold.ts'

export type DecimalSign = '.' | ','

const MAX_LENGTH = 64
const LOCAL_MARKS = 'rmb|元|圆|円|원|kr\\.?|zł|kč|ft|fr\\.?|lei|руб\\.?|р\\.|[a-z]{1,3}\\p{Sc}|\\p{Sc}'
const MARK = new RegExp(`^(?:${LOCAL_MARKS}|[a-z]{3})$`, 'iu')
const NUMBER = /^(\D*?)([\d.,][\d.,'’ ]*|)([^\d]*)$/u
const GROUPED = /^\d{1,3}(?:([.,'’ ])\d{3})?(?:\1\d{3})*$|^\d{1,3}(?:,\d{2})+,\d{3}$|^\d+$/

/**
 * An amount as exports write it, in micro units; null when it is no amount. Accepts currency signs and codes on either
 * side, "-5", "5-", "(5.00)", full-width digits, blanks or ' between thousands, Indian grouping, "1.5E-3".
 *
 * Which sign is the decimal one: `decimal`, if given, and then a wrongly grouped number is refused. Otherwise the last
 * sign of two kinds; a sign that occurs twice groups; a lone comma before exactly three digits groups ("1,234" = 1234,
 * but "0,123" can't be grouping), a lone point never groups ("1.234" = 1.234, shops price at three decimals).
 * Decimals beyond the sixth are rounded half up: spreadsheets write 12.34 as 12.339999999999999.
 */
export function parseMoney(text: string, options: { decimal?: DecimalSign } = {}): bigint | null {
  const plain = plainDecimal(text, options.decimal)
  return plain === null ? null : toMicro(plain)
}

/** A quantity in the same notations, as an exact plain decimal string without needless zeros ("1,5" → "1.5"); currency signs are refused. */
export function parseQuantity(text: string, options: { decimal?: DecimalSign } = {}): string | null {
  const plain = /[\p{Sc}\p{L}]/u.test(text.replace(/e[+-]?\d+$/i, '')) ? null : plainDecimal(text, options.decimal)
  if (plain === null) return null
  const [whole = '0', fraction = ''] = plain.replace('-', '').split('.')
  const decimals = fraction.replace(/0+$/, '')
  const size = `${whole.replace(/^0+(?=\d)/, '')}${decimals && '.'}${decimals}`
  return plain.startsWith('-') && size !== '0' ? `-${size}` : size
}

/** The decimal sign that the samples of a column prove, or null where none does ("1,234" proves nothing) or they contradict. */
export function guessDecimal(samples: readonly string[]): DecimalSign | null {
  const proven = new Set<string>()
  for (const sample of samples) {
    const signs = foldWidth(sample).replace(/[^.,\d]/g, '')
    const last = /[.,](?=\d*$)/.exec(signs)
    if (!last || plainDecimal(sample) === null) continue
    const decimals = signs.length - last.index - 1
    const kinds = new Set(signs.match(/[.,]/g)).size
    const count = signs.match(/[.,]/g)?.length ?? 0
    if (kinds === 2 || (count === 1 && (decimals !== 3 || signs.startsWith('0')))) proven.add(last[0])
    else if (count > 1) proven.add(last[0] === '.' ? ',' : '.')
  }
  const [only] = proven
  return proven.size === 1 ? (only as DecimalSign) : null
}

function plainDecimal(text: string, decimal?: DecimalSign): string | null {
  if (text.length > MAX_LENGTH) return null
  const folded = foldWidth(text)
    .replace(/[\u00A0\u2009\u202F]/g, ' ')
    .replace(/[\u2212\u2013]/g, '-')
    .trim()
  const scientific = /^([+-]?\d(?:[.,]\d+)?)e([+-]?\d{1,2})$/i.exec(folded)
  if (scientific) return shiftPoint((scientific[1] ?? '').replace(',', '.'), Number(scientific[2]))
  const inParens = /^\((.*)\)$/.exec(folded) ?? /^([^\d()]+)\((.*)\)$/.exec(folded)
  const inner = inParens ? inParens.slice(1).join('') : folded
  const match = NUMBER.exec(inner)
  if (!match?.[2] || !/\d/.test(match[2])) return null
  const before = readMark(match[1] ?? '')
  const after = readMark(match[3] ?? '')
  if (!before || !after || (before.mark && after.mark)) return null
  const signs = [before.sign, after.sign, inParens ? '(' : ''].join('')
  if (signs.length > 1 || after.sign === '+') return null
  const size = readDigits(match[2].trim(), decimal)
  return size === null ? null : signs === '-' || signs === '(' ? `-${size}` : size
}

function readMark(text: string): { sign: string; mark: string } | null {
  const sign = /[+-]/.exec(text)?.[0] ?? ''
  const mark = text.replace(/[+-]/, '').trim()
  if (mark === '') return { sign, mark }
  if (!MARK.test(mark)) return null
  if (/^[a-z]{3}$/i.test(mark) && !/^(?:rmb|lei)$/i.test(mark) && !isCurrency(mark.toUpperCase())) return null
  return { sign, mark }
}

function readDigits(digits: string, decimal?: DecimalSign): string | null {
  const sign = decimal ?? guessSign(digits)
  const at = sign ? digits.lastIndexOf(sign) : -1
  const whole = at < 0 ? digits : digits.slice(0, at)
  const fraction = at < 0 ? '' : digits.slice(at + 1)
  if (!/^\d*$/.test(fraction) || (whole === '' && fraction === '')) return null
  if (sign && whole.includes(sign)) return null
  if (whole !== '' && !GROUPED.test(whole)) return null
  const plain = whole.replace(/\D/g, '') || '0'
  return fraction ? `${plain}.${fraction}` : plain
}

function guessSign(digits: string): DecimalSign | undefined {
  const points = digits.split('.').length - 1
  const commas = digits.split(',').length - 1
  if (points && commas) return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ','
  if (points === 1) return '.'
  return commas === 1 && !/^[1-9]\d{0,2},\d{3}$/.test(digits) ? ',' : undefined
}

function shiftPoint(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.')
  const digits = whole + fraction
  const at = whole.length + exponent
  if (at <= 0) return `${sign}0.${'0'.repeat(-at)}${digits}`
  if (at >= digits.length) return sign + digits.padEnd(at, '0')
  return `${sign}${digits.slice(0, at)}.${digits.slice(at)}`
}

function toMicro(plain: string): bigint {
  const [whole = '0', fraction = ''] = plain.replace('-', '').split('.')
  const exact = BigInt(whole + fraction.slice(0, 6).padEnd(6, '0'))
  const size = (fraction[6] ?? '0') >= '5' ? exact + 1n : exact
  return plain.startsWith('-') ? -size : size
}
