import type { Series } from './series.ts'

/** How long purchases of different size last, relative to each other. */
export interface SizeRule {
  /** Of each category, 0–1: days ~ quantity ^ elasticity. */
  elasticity: Float64Array
  /** Of each product: logarithm of how much longer one unit of it lasts than the usual product of its category. */
  product: Float64Array
}

/** Spread that elasticities of categories, and effects of products, are believed to have around those of all: a noisy few are drawn to them. */
const SPREAD = { elasticity: 0.2, product: 0.35 }
const ROUNDS = 3

/**
 * Learns from the gaps that follow purchases, both up to the day `cut`: within each series the logarithm of the gap is
 * regressed on the logarithm of the quantity (so heavy and light users don't mix), by category, drawn to the whole shop's
 * slope as far as the category knows little; what then is left over, by product. Both are ridge regressions whose weight is
 * noise variance ÷ prior variance, in turns (backfitting). A series needs two gaps.
 */
export function learnSizes(series: Series, cut: number, categories: number, products: number): SizeRule {
  const gaps = collectGaps(series, cut)
  const rule = { elasticity: new Float64Array(categories), product: new Float64Array(products) }
  for (let round = 0; round < ROUNDS; round++) {
    const noise = learnElasticity(gaps, rule)
    if (products > 0) learnProducts(gaps, rule, noise)
  }
  return rule
}

interface Gaps {
  /** Gaps of series i: starts[i] … starts[i + 1] − 1. */
  starts: number[]
  group: number[]
  logGap: Float32Array
  logQuantity: Float32Array
  /** −1 where several products were bought that day. */
  product: Int32Array
}

function collectGaps(series: Series, cut: number): Gaps {
  const size = series.days.length
  const out: Gaps = {
    starts: [0],
    group: [],
    logGap: new Float32Array(size),
    logQuantity: new Float32Array(size),
    product: new Int32Array(size),
  }
  let at = 0
  for (let s = 0; s < series.count; s++) {
    const first = series.starts[s] as number
    let end = first
    while (end < (series.starts[s + 1] as number) && (series.days[end] as number) <= cut) end++
    if (end - first < 3) continue
    for (let p = first; p < end - 1; p++, at++) {
      const [from, to] = [series.itemStarts[p] as number, series.itemStarts[p + 1] as number]
      let quantity = 0
      for (let item = from; item < to; item++) quantity += series.itemQuantity[item] as number
      out.logGap[at] = Math.log((series.days[p + 1] as number) - (series.days[p] as number))
      out.logQuantity[at] = Math.log(quantity)
      out.product[at] = to - from === 1 ? (series.itemProduct[from] as number) : -1
    }
    out.starts.push(at)
    out.group.push(series.group[s] as number)
  }
  return out
}

const effect = (rule: SizeRule, product: number) => (product >= 0 ? (rule.product[product] ?? 0) : 0)

/** Slopes by category; gives the variance of what they leave. */
function learnElasticity({ starts, group, logGap, logQuantity, product }: Gaps, rule: SizeRule): number {
  const [xx, xy] = [new Float64Array(rule.elasticity.length), new Float64Array(rule.elasticity.length)]
  let [yy, degrees] = [0, 0]
  for (let i = 0; i + 1 < starts.length; i++) {
    const [from, to, g] = [starts[i] as number, starts[i + 1] as number, group[i] as number]
    let [meanX, meanY] = [0, 0]
    for (let at = from; at < to; at++) {
      meanX += (logQuantity[at] as number) / (to - from)
      meanY += ((logGap[at] as number) - effect(rule, product[at] as number)) / (to - from)
    }
    for (let at = from; at < to; at++) {
      const x = (logQuantity[at] as number) - meanX
      const y = (logGap[at] as number) - effect(rule, product[at] as number) - meanY
      ;(xx[g] as number) += x * x
      ;(xy[g] as number) += x * y
      yy += y * y
    }
    degrees += to - from - 1
  }
  const noise = degrees > 0 ? yy / degrees : 1
  const [allX, allY] = [sum(xx), sum(xy)]
  // Nothing known of a shop: neither "lasts as long" nor "lasts as much longer", but in between.
  const whole = drawn(allY, allX, 0.5, noise / 0.3 ** 2)
  const weight = noise / SPREAD.elasticity ** 2
  for (let g = 0; g < rule.elasticity.length; g++)
    rule.elasticity[g] = drawn(xy[g] as number, xx[g] as number, whole, weight)
  return noise
}

const drawn = (xy: number, xx: number, to: number, weight: number) =>
  Math.min(1, Math.max(0, (xy + weight * to) / (xx + weight)))

const sum = (values: Float64Array) => values.reduce((all, one) => all + one, 0)

function learnProducts({ starts, group, logGap, logQuantity, product }: Gaps, rule: SizeRule, noise: number): void {
  const [total, count] = [new Float64Array(rule.product.length), new Float64Array(rule.product.length)]
  for (let i = 0; i + 1 < starts.length; i++) {
    const [from, to, e] = [starts[i] as number, starts[i + 1] as number, rule.elasticity[group[i] as number] as number]
    const left = (at: number) => (logGap[at] as number) - e * (logQuantity[at] as number)
    let mean = 0
    for (let at = from; at < to; at++) mean += (left(at) - effect(rule, product[at] as number)) / (to - from)
    for (let at = from; at < to; at++) {
      const p = product[at] as number
      if (p < 0) continue
      ;(total[p] as number) += left(at) - mean
      ;(count[p] as number)++
    }
  }
  const weight = noise / SPREAD.product ** 2
  for (let p = 0; p < total.length; p++) rule.product[p] = (total[p] as number) / ((count[p] as number) + weight)
}
