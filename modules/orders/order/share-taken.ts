import { divideRounded } from '#core/words/money.ts'

/** Thousandths of a piece. */
export function thousandths(quantity: string): bigint {
  const [whole = '0', fraction = ''] = quantity.replace('-', '').split('.')
  const size = BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, '0'))
  return quantity.startsWith('-') ? -size : size
}

/** Decimal text of thousandths, without trailing zeros. */
export function quantityText(value: bigint): string {
  const size = value < 0n ? -value : value
  const fraction = (size % 1000n).toString().padStart(3, '0').replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${size / 1000n}${fraction && `.${fraction}`}`
}

/**
 * The part of a line's amount that goes with some of its pieces. The last pieces take what is left, so that the parts
 * sum to the whole however often goods come back.
 */
export function shareTaken(
  amount: bigint,
  line: { pieces: bigint; taken: bigint; takenAmount: bigint },
  now: bigint,
): bigint {
  if (line.taken + now === line.pieces) return amount - line.takenAmount
  return divideRounded(amount * now, line.pieces)
}
