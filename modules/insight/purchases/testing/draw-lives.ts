import type { PurchaseLife } from './purchase-life.ts'
import { randomDraws } from './random-draws.ts'

interface Plan {
  customers: number
  seed: number
  /** Customers arrive evenly from day `from` until before `until`, and are seen until `end`. */
  from: number
  until: number
  end: number
  /** How often they buy (days), and how they stop: after each purchase, or after a life of their own. */
  rate: { r: number; alpha: number }
  stop: { a: number; b: number } | { s: number; beta: number }
  spend?: { p: number; q: number; gamma: number }
  /** How fast time runs on a day; 1 unless given. */
  pace?: (day: number) => number
  /** How much oftener who arrives on a day buys. */
  oftener?: (arrival: number) => number
}

/** Customers drawn from BG/NBD or Pareto/NBD and Gamma–Gamma; several purchases of one day are one purchase day. */
export function drawLives(plan: Plan): PurchaseLife[] {
  const { uniform, exponential, gamma, beta } = randomDraws(plan.seed)
  const { rate, stop, spend = { p: 6, q: 4, gamma: 15 }, pace = () => 1, oftener = () => 1 } = plan
  return Array.from({ length: plan.customers }, () => {
    const arrival = plan.from + uniform() * (plan.until - plan.from)
    const first = Math.floor(arrival)
    const lambda = gamma(rate.r, rate.alpha) * oftener(first)
    const stops = 'a' in stop ? beta(stop.a, stop.b) : 0
    const leaves = 's' in stop ? arrival + exponential(gamma(stop.s, stop.beta)) : Number.POSITIVE_INFINITY
    const nu = gamma(spend.q, spend.gamma)
    const life: PurchaseLife = { days: [first], values: [gamma(spend.p, nu)] }
    let next = exponential(1)
    for (let day = first + 1; day <= plan.end; day++) {
      const step = lambda * pace(day)
      if (step < next) {
        next -= step
        continue
      }
      if (day > leaves) break
      next = exponential(1)
      life.days.push(day)
      life.values.push(gamma(spend.p, nu))
      if (uniform() < stops) break
    }
    return life
  })
}
