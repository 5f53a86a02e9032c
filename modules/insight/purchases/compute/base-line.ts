/** So many mean gaps of silence, and a customer who goes on at their own rate is taken to have left. */
const GAPS = 3

export type BaseLineName = 'past-rate' | 'own-pace'

/**
 * What a customer buys in `t` if they go on as before: x ÷ T a day ("past-rate"), or that while their last purchase is less than three of
 * their mean gaps ago and nothing afterwards ("own-pace"). Who has not come back has no rate: 0.
 */
export function baseLine(name: BaseLineName, x: number, tx: number, T: number, t: number): number {
  if (x === 0 || T <= 0) return 0
  if (name === 'own-pace' && T - tx >= GAPS * (tx / x)) return 0
  return (x / T) * t
}
