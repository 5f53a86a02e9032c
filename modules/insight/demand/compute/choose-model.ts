import type { Errors } from './rolling-errors.ts'

/** Origins of one series that weigh as much as what all series of its class say. */
const POOLED = 30

/** Mean error of each candidate over the series of a class, each series' errors taken relative to its mean over the candidates. */
export type Pool = Map<string, { sum: number; count: number }>

/** Errors as the choice sees them: absolute, or the root of squared where absolute errors would be least for “nothing is ever sold”. */
export const errorOf = ({ absolute, squared, count }: Errors, bySquares: boolean): number =>
  bySquares ? Math.sqrt(squared / count) : absolute / count

export function addToPool(pool: Pool, errors: ReadonlyMap<string, number>): void {
  const middle = meanOf(errors)
  if (!(middle > 0)) return
  for (const [key, error] of errors) {
    const entry = pool.get(key) ?? { sum: 0, count: 0 }
    entry.sum += error / middle
    entry.count++
    pool.set(key, entry)
  }
}

/**
 * The candidate of least error, the few origins of one series drawn towards what its class says: `origins` of them weigh against
 * thirty of the class. The first of equals, so base lines before models.
 */
export function chooseModel(errors: ReadonlyMap<string, number>, pool: Pool, origins: number): string | null {
  const middle = meanOf(errors)
  const own = origins / (origins + POOLED)
  let [best, least] = [null as string | null, Number.POSITIVE_INFINITY]
  for (const [key, error] of errors) {
    const entry = pool.get(key)
    const shared = entry && entry.count > 1 ? entry.sum / entry.count : null
    const relative = middle > 0 ? error / middle : 1
    const score = shared === null ? relative : own * relative + (1 - own) * shared
    if (score < least - 1e-9) [best, least] = [key, score]
  }
  return best
}

function meanOf(errors: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const error of errors.values()) sum += error
  return sum / errors.size
}
