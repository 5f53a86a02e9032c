import { seededRandom } from '#core/words/seeded-random.ts'

interface Options {
  /** Draws wanted; even. */
  draws: number
  /** How often each moves. */
  steps: number
  seed: number
}

/**
 * Draws from a posterior density by an ensemble of walkers that stretch towards each other, which needs no tuning to
 * parameters that lean on one another (Goodman and Weare 2010, Communications in Applied Mathematics and Computational
 * Science 5, 65–80, "stretch move" with a = 2). Walkers begin close to `mode`; all is in logarithms of positive parameters.
 */
export function posteriorDraws(
  logDensity: (at: readonly number[]) => number,
  mode: readonly number[],
  { draws, steps, seed }: Options,
): number[][] {
  const random = seededRandom(seed)
  // The density of logarithms is that of the parameters as `weakPrior` states it: no Jacobian.
  const value = (logs: readonly number[]) => {
    const found = logDensity(logs.map(Math.exp))
    return Number.isFinite(found) ? found : Number.NEGATIVE_INFINITY
  }
  const walkers = Array.from({ length: draws }, () => {
    const logs = mode.map((one) => Math.log(one) + 0.2 * (random() + random() - 1))
    return { logs, value: value(logs) }
  })
  const half = draws / 2
  for (let step = 0; step < steps; step++) {
    for (let at = 0; at < draws; at++) {
      const walker = walkers[at] as (typeof walkers)[number]
      const other = walkers[(at < half ? half : 0) + Math.floor(random() * half)] as (typeof walkers)[number]
      const stretch = (1 + random()) ** 2 / 2
      const logs = walker.logs.map((log, axis) => {
        const towards = other.logs[axis] as number
        return towards + stretch * (log - towards)
      })
      const found = value(logs)
      const gain = (mode.length - 1) * Math.log(stretch) + found - walker.value
      if (Math.log(random()) < gain) walkers[at] = { logs, value: found }
    }
  }
  return walkers.map(({ logs }) => logs.map(Math.exp))
}
