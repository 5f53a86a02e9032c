import type { SizeRule } from './learn-sizes.ts'
import type { Series } from './series.ts'

/** Below this the exponent that parts quantity from product would be no number. */
const LEAST = 0.02

/**
 * Logarithm of how long purchase `p` of category `group` lasts beside one unit of its usual product:
 * (Σ quantity · pack)^elasticity, with pack = exp(effect of the product ÷ elasticity). More of anything never lasts shorter.
 */
export function sizeOf(series: Series, p: number, group: number, rule: SizeRule): number {
  const e = Math.max(LEAST, rule.elasticity[group] as number)
  const [from, to] = [series.itemStarts[p] as number, series.itemStarts[p + 1] as number]
  const logPack = (item: number) => {
    const product = series.itemProduct[item] as number
    return product >= 0 ? (rule.product[product] ?? 0) / e : 0
  }
  if (to - from === 1) return e * (Math.log(series.itemQuantity[from] as number) + logPack(from))
  let most = Number.NEGATIVE_INFINITY
  for (let item = from; item < to; item++)
    most = Math.max(most, Math.log(series.itemQuantity[item] as number) + logPack(item))
  let whole = 0
  for (let item = from; item < to; item++)
    whole += Math.exp(Math.log(series.itemQuantity[item] as number) + logPack(item) - most)
  return e * (most + Math.log(whole))
}
