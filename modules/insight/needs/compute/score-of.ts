import { emptyScore, type HoldOut, METHODS, type Method } from './hold-out.ts'

export interface Figures {
  /** Days: mean of `error` over all pairs, and of `cameError` and `givenError` over those who came. */
  error: number
  cameError: number
  givenError: number
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
    return {
      error: whole.error[method] / Math.max(1, pairs),
      cameError: whole.cameError[method] / Math.max(1, came),
      givenError: whole.givenError[method] / Math.max(1, came),
      brier: whole.squared[method] / Math.max(1, pairs),
      calibration: rows.reduce((sum, [, one, other]) => sum + Math.abs(one - other), 0) / Math.max(1, pairs),
      told: toldAll / Math.max(1, cameAll),
      coverage: told > 0 ? (SHARE * seen) / told : null,
    }
  }
  return { pairs, came, of: { model: figures('model'), customer: figures('customer'), category: figures('category') } }
}

function add(to: HoldOut, part: HoldOut): void {
  to.pairs += part.pairs
  to.came += part.came
  for (const method of METHODS) {
    to.error[method] += part.error[method]
    to.cameError[method] += part.cameError[method]
    to.givenError[method] += part.givenError[method]
    to.squared[method] += part.squared[method]
    for (const at of [0, 1] as const) to.inside[method][at] += part.inside[method][at]
    for (const [place, tenth] of part.tenths[method].entries())
      for (const at of [0, 1, 2] as const) (to.tenths[method][place] as [number, number, number])[at] += tenth[at]
  }
}
