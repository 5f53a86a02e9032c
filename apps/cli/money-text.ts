import { formatDecimal, parseDecimal, roundToMinor } from '#core/words/money.ts'

/** `CNY 12.30`: an amount of JSON, rounded once to what its currency has. */
export function moneyText(amount: string, currency: string): string {
  const micro = parseDecimal(amount)
  return `${currency} ${micro === null ? amount : formatDecimal(roundToMinor(micro, currency), currency)}`
}
