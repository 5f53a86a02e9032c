import { type Identity, identityMark } from '../identity/identity-key.ts'

/** Who an identity belongs to; `visible` false: to somebody the caller may not see. */
export interface Owner {
  customerId: string | null
  /** The joined record that the identity came with; what is told about it is told of that one. */
  originId?: string | null
  visible: boolean
}

export interface Match {
  /** Null: nobody (no identity at all, or out of scope). */
  customerId: string | null
  isNew: boolean
  /** The joined record that was named, where it is not the customer's own. */
  originId: string | null
  /** The identity that belongs to a customer out of scope. */
  hidden: Identity | null
}

/**
 * Finds or makes the customer of each person, in order. A shop's reference decides; else e-mail, then phone, then
 * card, but never across two references of one shop: there they are two customers, whatever else they have in common.
 * `known` and `refs` grow with what is found, so that later people meet earlier ones.
 */
export function matchPeople(
  people: readonly { identities: Identity[] }[],
  known: Map<string, Owner>,
  refs: Map<string, Set<string>>,
  makeId: () => string,
): Match[] {
  return people.map(({ identities }) => {
    if (identities.length === 0) return { customerId: null, originId: null, isNew: false, hidden: null }
    const found = findOwner(identities, known, refs)
    if (found?.owner.visible === false)
      return { customerId: null, originId: null, isNew: false, hidden: found.identity }
    const customerId = found?.owner.customerId ?? makeId()
    const originId = found?.owner.originId ?? null
    for (const identity of identities) {
      const mark = identityMark(identity)
      if (!known.has(mark)) known.set(mark, { customerId, originId, visible: true })
      if (identity.kind === 'ref') refs.set(customerId, (refs.get(customerId) ?? new Set()).add(mark))
    }
    return { customerId, originId, isNew: !found, hidden: null }
  })
}

function findOwner(
  identities: readonly Identity[],
  known: Map<string, Owner>,
  refs: Map<string, Set<string>>,
): { owner: Owner; identity: Identity } | null {
  const ownRef = identities.find((identity) => identity.kind === 'ref')
  for (const identity of identities) {
    const owner = known.get(identityMark(identity))
    if (!owner) continue
    if (identity.kind === 'ref' || !ownRef || !hasOtherRef(owner, ownRef, refs)) return { owner, identity }
  }
  return null
}

function hasOtherRef(owner: Owner, ownRef: Identity, refs: Map<string, Set<string>>): boolean {
  if (owner.customerId === null) return false
  const prefix = `ref\n${ownRef.source}\n`
  return [...(refs.get(owner.customerId) ?? [])].some(
    (mark) => mark.startsWith(prefix) && mark !== identityMark(ownRef),
  )
}
