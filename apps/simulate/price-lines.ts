import type { Choice } from './basket.ts'
import type { Buyer } from './buyer.ts'
import type { Line } from './order.ts'
import type { Random } from './random.ts'

const CENT = 10_000
const VOUCHER_YUAN = 20

function inMoney(micro: number, perYuan: number, step: number): number {
  return perYuan === 10_000 ? micro : Math.max(1, Math.round((micro * perYuan) / 10_000 / step)) * step
}

/**
 * Prices a basket: companies get 7.5 % off the list (four decimals, as wholesale prices have), festivals take per cents
 * off each piece, now and then a voucher takes a sum off the first line. Every discount divides by the pieces in whole cents,
 * so a part of a line can be given back exactly.
 */
export function priceLines(
  choices: readonly Choice[],
  buyer: Buyer,
  percentOff: number,
  perYuan: number,
  random: Random,
): Line[] {
  const voucher = percentOff === 0 && random.chance(0.09)
  return choices.map(({ product, quantity }, position) => {
    const list = buyer.business ? (product.priceMicro / 1000) * 925 : product.priceMicro
    const unitPriceMicro = buyer.business && perYuan === 10_000 ? list : inMoney(list, perYuan, CENT)
    let perPiece = (Math.floor((unitPriceMicro * percentOff) / 100 / CENT / 10) * 10 || 0) * CENT
    const off = inMoney(VOUCHER_YUAN * 1_000_000, perYuan, CENT)
    if (voucher && position === 0 && unitPriceMicro * quantity >= 3 * off)
      perPiece = Math.floor(off / quantity / CENT) * CENT
    return {
      product,
      quantity,
      unitPriceMicro,
      discountMicro: perPiece * quantity,
      unitCostMicro: inMoney(product.costMicro, perYuan, 100),
    }
  })
}
