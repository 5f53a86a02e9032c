import { isStorable, parseMoney, parseQuantity, shortestDecimal } from '#core/words/money.ts'
import type { DecimalSign } from '#core/words/money-text.ts'
import { BadValue } from './bad-value.ts'
import { remember } from './remember.ts'

const PLAIN = /^-?(?:0|[1-9]\d{0,11})(?:\.\d{0,5}[1-9])?$/
const MOST_QUANTITY = 99_999_999_999n

const notAmount = new BadValue('not_an_amount')
const tooLarge = new BadValue('amount_too_large')
const notQuantity = new BadValue('not_a_number')
const tooFine = new BadValue('too_many_decimals')

/** A price as exact decimal text of at most six decimals, without needless zeros. */
export const priceReader = (decimal: DecimalSign | undefined) =>
  remember((text): string | BadValue => {
    if (decimal !== ',' && PLAIN.test(text) && text !== '-0') return text
    const micro = readMicro(text, decimal)
    return typeof micro === 'bigint' ? shortestDecimal(micro) : micro
  })

/** An amount in micro units, as text: JSON has no bigint. */
export const amountReader = (decimal: DecimalSign | undefined) =>
  remember((text): string | BadValue => {
    const micro = readMicro(text, decimal)
    return typeof micro === 'bigint' ? micro.toString() : micro
  })

/** A quantity as exact decimal text of at most three decimals. */
export const quantityReader = (decimal: DecimalSign | undefined) =>
  remember((text): string | BadValue => {
    const quantity = parseQuantity(text, decimal ? { decimal } : {})
    if (quantity === null) return notQuantity
    const [whole = '', fraction = ''] = quantity.replace('-', '').split('.')
    if (fraction.length > 3) return tooFine
    return BigInt(whole) > MOST_QUANTITY ? tooLarge : quantity
  })

export const numberReader = (decimal: DecimalSign | undefined) =>
  remember((text): number | BadValue => {
    const number = parseQuantity(text, decimal ? { decimal } : {})
    return number === null || Math.abs(Number(number)) > 1e12 ? notQuantity : Number(number)
  })

function readMicro(text: string, decimal: DecimalSign | undefined): bigint | BadValue {
  const micro = parseMoney(text, decimal ? { decimal } : {})
  if (micro === null) return notAmount
  return isStorable(micro) ? micro : tooLarge
}
