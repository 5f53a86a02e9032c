import { MICRO, parseMoney } from '#core/words/money.ts'

/**
 * A number as people type it, as the plain decimal an address holds: "1,000", "¥1,552.20", "１０００" and "-5" are read;
 * null when it is no number.
 */
export function readFigure(text: string): string | null {
  const micro = parseMoney(text)
  if (micro === null) return null
  const size = micro < 0n ? -micro : micro
  const decimals = String(size % MICRO)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return `${micro < 0n ? '-' : ''}${size / MICRO}${decimals && '.'}${decimals}`
}
