/** What reckoning in binary leaves behind the digits that were meant: 0.30000000000000004, 12.339999999999999. */
const NOISE = /^(?:0{3,}|9{3,})\d*$/

/** True when an amount has more decimals than six, and they were meant. */
export function isRounded(text: string): boolean {
  const beyond = /[.,]\d{6}(\d+)\D*$/.exec(text)?.[1]
  if (beyond === undefined || /^0*$/.test(beyond)) return false
  return !(beyond.length >= 6 && NOISE.test(beyond))
}
