/**
 * True when an amount has more decimals than are kept, and they were meant: reckoning in binary leaves
 * 0.30000000000000004 and 12.339999999999999 behind, which say the same when they are rounded.
 */
export function isRounded(text: string): boolean {
  const beyond = /[.,]\d{6}(\d+)\D*$/.exec(text)?.[1]
  if (beyond === undefined || /^0*$/.test(beyond)) return false
  const isNoise = beyond.length >= 6 && (beyond.startsWith('000') || beyond.startsWith('999'))
  return !isNoise
}
