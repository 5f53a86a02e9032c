import { emptyScore, type HoldOut, METHODS, type Method, PASSED, type Passed } from './hold-out.ts'

export interface Figures {
  /** Days missed, mean over all pairs; of a base line by what a passed day had better counted as, seen afterwards. */
  error: number
  /** What that is: `never` or `tomorrow`. */
  passed: Passed
  /** Days missed by the day shown, mean over those who came. */
  cameError: number
  /** Mean squared error of the probability to buy within 30 days. */
  brier: number
  /** Mean distance between told and true share over tenths of the told probability, weighted by pairs. */
  calibration: number
  /** Purchases within 30 days (of each pair the first): told ÷ came. */
  told: number
  /** How often purchases fell into their 80 % interval, where it ended inside the window; null: none did. */
  coverage: number | null
}

export interface Scored {
  pairs: number
  came: number
  of: Record<Method, Figures>
  /** The method to use: the model, unless a base line told days better than chance explains. */
  better: Method
}

const SHARE = 0.8

/** Means of one or more hold-outs. */
export function scoreOf(parts: readonly HoldOut[]): Scored {
  const whole = emptyScore()
  for (const part of parts) add(whole, part)
  const { pairs, came } = whole
  const figures = (method: Method): Figures => {
    const rows = whole.tenths[method]
    const toldAll = rows.reduce((sum, [, told]) => sum + told, 0)
    const cameAll = rows.reduce((sum, [, , seen]) => sum + seen, 0)
    const [told, seen] = whole.inside[method]
    const passed = kinder(whole, method)
    return {
      error: whole.error[passed][method] / Math.max(1, pairs),
      passed,
      cameError: whole.cameError[method] / Math.max(1, came),
      brier: whole.squared[method] / Math.max(1, pairs),
      calibration: rows.reduce((sum, [, one, other]) => sum + Math.abs(one - other), 0) / Math.max(1, pairs),
      told: toldAll / Math.max(1, cameAll),
      coverage: told > 0 ? (SHARE * seen) / told : null,
    }
  }
  return {
    pairs,
    came,
    better: betterOf(whole),
    of: { model: figures('model'), customer: figures('customer'), category: figures('category') },
  }
}

/** What a day that has passed had better counted as, for a base line's own good. */
const kinder = ({ error }: HoldOut, method: Method): Passed =>
  error.tomorrow[method] < error.never[method] ? 'tomorrow' : 'never'

/** Fewer pairs tell nothing about which method is better. */
const LEAST_JUDGED = 50
/** Standard errors of the mean paired difference, one-sided 5 %. */
const BEYOND_CHANCE = 1.645

function betterOf(whole: HoldOut): Method {
  const { pairs } = whole
  if (pairs < LEAST_JUDGED) return 'model'
  const behind = (method: Method) => whole.behind[kinder(whole, method)][method]
  const lead = (method: Method) => behind(method)[0] / pairs
  const isBehind = (method: Method) => {
    const variance = behind(method)[1] / pairs - lead(method) ** 2
    return lead(method) > BEYOND_CHANCE * Math.sqrt(variance / pairs)
  }
  const ahead = METHODS.filter((method) => method !== 'model' && isBehind(method))
  return ahead.sort((one, other) => lead(other) - lead(one))[0] ?? 'model'
}

function add(to: HoldOut, part: HoldOut): void {
  to.pairs += part.pairs
  to.came += part.came
  for (const method of METHODS) {
    for (const passed of PASSED) {
      to.error[passed][method] += part.error[passed][method]
      for (const at of [0, 1] as const) to.behind[passed][method][at] += part.behind[passed][method][at]
    }
    to.cameError[method] += part.cameError[method]
    to.squared[method] += part.squared[method]
    for (const at of [0, 1] as const) to.inside[method][at] += part.inside[method][at]
    for (const [place, tenth] of part.tenths[method].entries())
      for (const at of [0, 1, 2] as const) (to.tenths[method][place] as [number, number, number])[at] += tenth[at]
  }
}
