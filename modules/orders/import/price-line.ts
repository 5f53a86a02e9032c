import { isStorable, multiplyMicro, parseDecimal } from '#core/words/money.ts'

export interface PricedLine {
  discountMicro: bigint
  /** quantity × unit price − discount. */
  revenueMicro: bigint
  /** quantity × unit cost; null: unknown. */
  costMicro: bigint | null
}

/**
 * The amounts of a line in micro units: quantity × unit price, exact and rounded half up (away from zero) only below
 * a millionth, less the discount. A discount makes the amount smaller whichever way the goods go, so that taking back
 * half a discounted line gives back half of what was paid. Null: not decimals, or beyond what the columns hold.
 */
export function priceLine(line: {
  quantity: string
  unitPrice: string
  discountMicro?: bigint | null
  unitCostMicro?: bigint | null
}): PricedLine | null {
  const price = parseDecimal(line.unitPrice)
  if (price === null || !/^-?\d{1,11}(\.\d{1,3})?$/.test(line.quantity)) return null
  const goods = multiplyMicro(price, line.quantity)
  const given = line.discountMicro ?? 0n
  const discountMicro = line.quantity.startsWith('-') && given > 0n ? -given : given
  const costMicro = typeof line.unitCostMicro === 'bigint' ? multiplyMicro(line.unitCostMicro, line.quantity) : null
  const revenueMicro = goods - discountMicro
  const fits = [goods, discountMicro, revenueMicro, costMicro ?? 0n].every(isStorable)
  return fits ? { discountMicro, revenueMicro, costMicro } : null
}
