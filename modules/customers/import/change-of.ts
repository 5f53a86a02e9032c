import { type Identity, identityMark } from '../identity/identity-key.ts'
import type { Incoming } from './collapse-people.ts'
import { gapsFilled, givenFields, type PersonFields } from './person.ts'
import type { StoredCustomer } from './stored-customers.ts'

/** Columns of the record that a change sets. */
export type ChangedColumns = { [K in keyof PersonFields]?: string | null } & {
  email?: string | null
  phone?: string | null
}

/** What an import changes in a record that was there before, with what it takes to take it back. */
export interface Change {
  customerId: string
  originId: string | null
  before: ChangedColumns
  after: ChangedColumns
  addedTags: string[]
  customBefore: Record<string, unknown>
  customAfter: Record<string, unknown>
  addedUnits: number[]
  addedIdentities: Identity[]
}

/** The difference between what stands and what the rows say; null when there is none. `fillOnly`: nothing is replaced. */
export function changeOf(incoming: Incoming, stored: StoredCustomer, fillOnly: boolean): Change | null {
  const after = fieldChanges(incoming.fields, stored, fillOnly)
  const first = (kind: 'email' | 'phone') => incoming.identities.find((identity) => identity.kind === kind)?.value
  const contacts = givenFields({}) as ChangedColumns
  const email = stored.email ? undefined : first('email')
  const phone = stored.phone ? undefined : first('phone')
  if (email) contacts.email = email
  if (phone) contacts.phone = phone
  const columns: ChangedColumns = { ...after, ...contacts }
  const custom = Object.entries(incoming.custom).filter(([key, value]) =>
    Object.hasOwn(stored.custom, key) ? !fillOnly && stored.custom[key] !== value : true,
  )
  const change: Change = {
    customerId: incoming.customerId,
    originId: incoming.originId,
    before: Object.fromEntries(Object.keys(columns).map((name) => [name, standing(stored, name)])),
    after: columns,
    addedTags: incoming.tags.filter((tag) => !stored.tags.includes(tag)),
    customBefore: Object.fromEntries(custom.map(([key]) => [key, stored.custom[key] ?? null])),
    customAfter: Object.fromEntries(custom),
    addedUnits: incoming.unitIds.filter((unit) => !stored.unitIds.includes(unit)),
    addedIdentities: incoming.identities.filter((identity) => !stored.marks.has(identityMark(identity))),
  }
  return isEmpty(change) ? null : change
}

function fieldChanges(given: PersonFields, stored: StoredCustomer, fillOnly: boolean): ChangedColumns {
  if (fillOnly) return gapsFilled(givenFields(stored.fields), given)
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => stored.fields[name as keyof PersonFields] !== value),
  )
}

const standing = (stored: StoredCustomer, column: string): string | null =>
  column === 'email' || column === 'phone' ? stored[column] : stored.fields[column as keyof PersonFields]

const isEmpty = (change: Change) =>
  Object.keys(change.after).length + change.addedTags.length + Object.keys(change.customAfter).length === 0 &&
  change.addedUnits.length + change.addedIdentities.length === 0
