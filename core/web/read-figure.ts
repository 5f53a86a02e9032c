import { parseMoney, shortestDecimal } from '#core/words/money.ts'

/**
 * A number as people type it, as the plain decimal an address holds: "1,000", "¥1,552.20", "１０００" and "-5" are read;
 * null when it is no number.
 */
export function readFigure(text: string): string | null {
  const micro = parseMoney(text)
  return micro === null ? null : shortestDecimal(micro)
}
