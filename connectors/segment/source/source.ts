import { sql } from 'kysely'
import type { House } from '#core/house.ts'

/** A site, app or server that may send events. */
export interface Source {
  sourceId: number
  /** References, visitors and orders of this site stand under this name. */
  source: string
  unitId: number
  /** Web sites that may send from a browser; none: any. */
  origins: string[]
  asksConsent: boolean
  /** Most events a minute. */
  quota: number
}

/** How long a key that was looked up is believed: a disabled one is dead within five seconds. */
const BELIEVED_MS = 3000
const MOST_KEPT = 1000

const caches = new WeakMap<House, Map<string, { at: number; source: Source | null }>>()

/** Whose write key this is; null for one that is unknown or disabled. */
export async function sourceOfKey(house: House, writeKey: string): Promise<Source | null> {
  const cache = caches.get(house) ?? new Map()
  caches.set(house, cache)
  const known = cache.get(writeKey)
  if (known && Date.now() - known.at < BELIEVED_MS) return known.source
  const source = await house.asSystem('segment.key', async (ctx) => {
    const { rows } = await sql<Source>`
      select source_id as "sourceId", source, unit_id as "unitId", origins, asks_consent as "asksConsent", quota
      from segment.sources where write_key = ${writeKey} and disabled_at is null`.execute(ctx.db)
    return rows[0] ?? null
  })
  // Keys are guessed too: wrong ones must not fill the memory.
  if (cache.size > MOST_KEPT) cache.clear()
  cache.set(writeKey, { at: Date.now(), source })
  return source
}
