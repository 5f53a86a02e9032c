/** Units somebody may see: every unit of the company, or the listed ones (children already included). */
export type Units = 'all' | readonly number[]

/** What somebody may do, and where. One person may hold different roles in different units. */
export interface Grant {
  permissions: ReadonlySet<string>
  units: Units
  /** Classes of fields (`phone`, `email`, …) that are shown masked under this grant. */
  masked: ReadonlySet<string>
}

/** Who acts: a member of staff, an API key, the house itself, or nobody yet. */
export interface Actor {
  kind: 'staff' | 'key' | 'system' | 'anonymous'
  id: string
  name: string
  grants: readonly Grant[]
  language: string
  /** The session or key behind a request, for revocation and logs. */
  via?: string
}

/** What an actor may see and do under one permission, all grants that hold it taken together. */
export interface Scope {
  units: Units
  masked: ReadonlySet<string>
}

/** The house's own hand, for jobs and commands: sees everything, `name` stands in the audit log. */
export function systemActor(name: string): Actor {
  return { kind: 'system', id: name, name, language: 'en', grants: [{ permissions: ALL, units: 'all', masked: NONE }] }
}

export const ANONYMOUS: Actor = { kind: 'anonymous', id: '', name: '', language: 'en', grants: [] }

/** The scope of `permission` for this actor; null when no grant holds it. */
export function scopeOf(actor: Actor, permission: string): Scope | null {
  const holding = actor.grants.filter((grant) => holds(grant.permissions, permission))
  const [first] = holding
  if (!first) return null
  if (holding.length === 1) return first
  const everywhere = holding.some((grant) => grant.units === 'all')
  const units = everywhere ? 'all' : [...new Set(holding.flatMap((grant) => grant.units as readonly number[]))]
  return { units, masked: new Set(holding.flatMap((grant) => [...grant.masked])) }
}

export const may = (actor: Actor, permission: string): boolean =>
  actor.grants.some((grant) => holds(grant.permissions, permission))

const holds = (permissions: ReadonlySet<string>, wanted: string) =>
  permissions === ALL || wanted === 'signed-in' || permissions.has(wanted)

const NONE: ReadonlySet<string> = new Set()
/** Every permission there is; only the system actor holds it. */
const ALL: ReadonlySet<string> = new Set(['*'])
