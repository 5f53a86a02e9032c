import { multiplyMicro, parseDecimal } from '#core/words/money.ts'

/** A line as the form has it while somebody writes. */
export interface DraftLine {
  sku?: string | undefined
  productName?: string | undefined
  quantity?: string | null
  unitPrice?: string | null
  discount?: string | null
}

export const QUANTITY = /^\d{1,9}(\.\d{1,3})?$/
export const AMOUNT = /^\d{1,12}(\.\d{1,6})?$/

/** Quantity × price in micro units; null while one of them is missing or no number. */
export function goodsOf({ quantity, unitPrice }: DraftLine): bigint | null {
  if (!quantity || !unitPrice || !QUANTITY.test(quantity) || !AMOUNT.test(unitPrice)) return null
  return multiplyMicro(parseDecimal(unitPrice) ?? 0n, quantity)
}

/** What a line brings: goods less the discount. */
export function amountOf(line: DraftLine): bigint | null {
  const goods = goodsOf(line)
  if (goods === null || !line.discount) return goods
  return AMOUNT.test(line.discount) ? goods - (parseDecimal(line.discount) ?? 0n) : null
}

/** The sum of all lines; null while one isn't complete. */
export function totalOf(lines: readonly (DraftLine | undefined)[]): bigint | null {
  const amounts = lines.map((line) => amountOf(line ?? {}))
  return amounts.reduce((sum: bigint | null, amount) => (sum === null || amount === null ? null : sum + amount), 0n)
}
