import { divideRounded, multiplyMicro } from '#core/words/money.ts'

const MICRO_DIGITS = 6

/**
 * The cost of one piece, in micro units, of which the line's cost follows again; null where there is none (a quantity
 * of 0, a cost that no piece's cost leads to).
 */
export function unitCostOf(costMicro: bigint | null, quantity: string): bigint | null {
  if (costMicro === null) return null
  const [whole = '', fraction = ''] = quantity.replace('-', '').split('.')
  const size = BigInt(whole + fraction)
  if (size === 0n) return null
  const scaled = costMicro * 10n ** BigInt(fraction.length) * (quantity.startsWith('-') ? -1n : 1n)
  const unit = divideRounded(scaled, size)
  return multiplyMicro(unit, quantity) === costMicro ? unit : null
}

/** The shortest exact decimal of an amount in micro units. */
export function decimalCell(micro: bigint): string {
  const size = micro < 0n ? -micro : micro
  const digits = size.toString().padStart(MICRO_DIGITS + 1, '0')
  const fraction = digits.slice(-MICRO_DIGITS).replace(/0+$/, '')
  return `${micro < 0n ? '-' : ''}${digits.slice(0, -MICRO_DIGITS)}${fraction && `.${fraction}`}`
}
