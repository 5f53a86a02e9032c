/** An amount of major units in whole micro units, rounded to three significant digits: more would feign a precision an estimate hasn't got. */
export function roundMoney(amount: number): number {
  if (!(Math.abs(amount) > 0) || !Number.isFinite(amount)) return 0
  const step = 10 ** (Math.floor(Math.log10(Math.abs(amount))) - 2)
  return Math.round(Math.round(amount / step) * step * 1e6)
}
