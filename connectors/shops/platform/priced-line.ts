import { decimalOf } from '#core/words/decimal-of.ts'
import { multiplyMicro, parseDecimal, shortestDecimal } from '#core/words/money.ts'

const micro = (text: string | undefined) => parseDecimal(text ?? '0') ?? 0n

/**
 * Unit price and discount of a line of which a shop says what it came to before and after its discounts. A price that
 * doesn't divide is taken a little higher and the rest called discount, so that the line's amount is exact.
 */
export function pricedLine(line: { quantity: string; before: string; after: string }): {
  quantity: string
  unitPrice: string
  discount?: string
} {
  const quantity = decimalOf(line.quantity, 3) ?? '1'
  const thousandths = micro(quantity) / 1000n
  if (thousandths <= 0n) return { quantity, unitPrice: '0' }
  const after = micro(line.after)
  // Amounts are too large for Math.max.
  let before = micro(line.before)
  if (before < after) before = after
  const price = (before * 1000n + thousandths - 1n) / thousandths
  const discount = multiplyMicro(price, quantity) - after
  return {
    quantity,
    unitPrice: shortestDecimal(price),
    ...(discount !== 0n && { discount: shortestDecimal(discount) }),
  }
}

/** Sums and differences of decimal texts. */
export const sumOf = (...texts: (string | null | undefined)[]): string =>
  shortestDecimal(texts.reduce((sum, text) => sum + micro(text ?? undefined), 0n))

export const less = (from: string, ...texts: (string | null | undefined)[]): string =>
  shortestDecimal(micro(from) - micro(sumOf(...texts)))

export const isMore = (a: string, b: string): boolean => micro(a) > micro(b)

export const positive = (text: string): string => text.replace(/^-/, '')
