import { divideRounded, multiplyMicro } from '#core/words/money.ts'

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
