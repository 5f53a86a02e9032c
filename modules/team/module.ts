import type { Actor } from '#core/access/actor.ts'
import { companySettings } from '#core/company.ts'
import type { House } from '#core/house.ts'
import { defineRoom } from '#core/module.ts'
import { actorOfKey } from './access/actor-of-key.ts'
import { actorOfStaff } from './access/actor-of-staff.ts'

const KEEP_MS = 2000
const known = new WeakMap<House, Map<string, { actor: Promise<Actor | null>; at: number }>>()

/** Asks at most every two seconds who stands behind a key or session: revocation is felt within that time. */
function remembered(house: House, name: string, ask: () => Promise<Actor | null>): Promise<Actor | null> {
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

export const team = defineRoom({
  name: 'team',
  folder: import.meta.dirname,
  settings: companySettings,
  permissions: {
    'settings.change': { allows: 'Change the settings of the company', roles: ['manager'] },
    'staff.manage': { allows: 'Invite, change and disable staff, units and roles', roles: [] },
    'keys.manage': { allows: 'Make and revoke API keys', roles: [] },
    'audit.read': { allows: 'Read the audit log', roles: ['auditor'] },
  },
  actors: {
    ofRequest: async (house, request) => {
      const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
      if (!key) return null
      return remembered(house, key, () => house.asSystem('team.sign-in', (ctx) => actorOfKey(ctx, key)))
    },
    ofStaff: (house, staffId) => house.asSystem('team.actor', (ctx) => actorOfStaff(ctx, staffId)),
  },
})
