import type { Actor } from '#core/access/actor.ts'
import type { House } from '#core/house.ts'

const KEEP_MS = 2000
const known = new WeakMap<House, Map<string, { actor: Promise<Actor | null>; at: number }>>()

/**
 * Asks at most every two seconds who stands behind a key or session: another process feels a revocation within that
 * time, this one at once.
 */
export function rememberedActor(house: House, name: string, ask: () => Promise<Actor | null>): Promise<Actor | null> {
  const cache = known.get(house) ?? new Map()
  known.set(house, cache)
  const hit = cache.get(name)
  if (hit && Date.now() - hit.at < KEEP_MS) return hit.actor
  if (cache.size > 10_000) cache.clear()
  const actor = ask()
  cache.set(name, { actor, at: Date.now() })
  actor.catch(() => cache.delete(name))
  return actor
}

/** After rights or sessions changed: everybody is asked anew. */
export const forgetActors = (house: House): void => known.get(house)?.clear()
