import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { addIdentities, type NewIdentity } from '../identity/add-identities.ts'
import { type Identity, identityMark } from '../identity/identity-key.ts'
import { type Change, changeOf } from './change-of.ts'
import { collapsePeople, type Incoming } from './collapse-people.ts'
import { importConsents } from './import-consents.ts'
import { insertCustomers } from './insert-customers.ts'
import { knownOwners, referencesOf } from './known-owners.ts'
import { matchPeople, type Owner } from './match-people.ts'
import type { Person } from './person.ts'
import { readQualified } from './qualified-references.ts'
import { type StoredCustomer, storedCustomers } from './stored-customers.ts'
import { updateCustomers } from './update-customers.ts'

export interface WriteOptions {
  source: string
  runId: string | null
  /** Nothing that stands is replaced (orders name customers in passing). */
  fillOnly: boolean
}

export interface Written {
  /** Null: nobody named, or somebody out of scope (then `hidden` says by which identity). */
  customerId: string | null
  /** The joined record that was named, where it is not the customer's own. */
  originId: string | null
  state: 'new' | 'changed' | 'unchanged' | 'nobody' | 'out_of_scope'
  hidden: Identity | null
}

/** Finds, makes and brings up to date the customers behind many rows at once; the answer stands in the rows' order. */
export async function writePeople(ctx: Context, given: readonly Person[], options: WriteOptions): Promise<Written[]> {
  const people = await readQualified(ctx, given)
  const known = await knownOwners(
    ctx,
    people.flatMap((person) => person.identities),
  )
  const found = [...new Set([...known.values()].flatMap(({ customerId }) => customerId ?? []))]
  const sources = [...new Set(people.flatMap(({ identities }) => identities.map((identity) => identity.source)))]
  const refs = found.length > 0 ? await referencesOf(ctx, found, sources) : new Map()
  const matches = matchPeople(people, known, refs, uuid7)
  const incoming = [...collapsePeople(people, matches).values()]
  const changed = await writeIncoming(ctx, incoming, known, options)
  const states = statesOf(incoming, changed)
  return matches.map(({ customerId, originId, hidden }, row) => ({
    customerId,
    originId,
    hidden,
    state: customerId === null ? (hidden ? 'out_of_scope' : 'nobody') : (states.get(row) ?? 'unchanged'),
  }))
}

/** Returns the customers that were there and changed. */
async function writeIncoming(
  ctx: Context,
  incoming: readonly Incoming[],
  owners: Map<string, Owner>,
  options: WriteOptions,
): Promise<Set<string>> {
  // Of two customers that carry the same identity, the one whose row came first owns it, not the one written first.
  const given = (
    { customerId, originId }: { customerId: string; originId: string | null },
    identities: readonly Identity[],
  ): NewIdentity[] =>
    identities.map((identity) => ({
      ...identity,
      customerId,
      originId,
      claims: owners.get(identityMark(identity))?.customerId === customerId,
    }))
  const fresh = incoming.filter((person) => person.isNew)
  const known = incoming.filter((person) => !person.isNew)
  await insertCustomers(ctx, fresh, options)
  await addIdentities(
    ctx,
    fresh.flatMap((person) => given(person, person.identities)),
    options.runId,
  )
  const stored = await storedCustomers(
    ctx,
    known.map((person) => person.customerId),
    options.source,
  )
  const changes = known.flatMap((person): Change[] => {
    const before = stored.get(person.customerId)
    const change = before && changeOf(person, before, options.fillOnly || isOfRun(before, options))
    return change ? [change] : []
  })
  const added = changes.flatMap((change) => given(change, change.addedIdentities))
  await updateCustomers(ctx, changes, { stored, added, ...options })
  const consented = await importConsents(ctx, incoming, options)
  if (!options.fillOnly) await markRun(ctx, incoming, options)
  const changed = new Set(changes.map((change) => change.customerId))
  for (const person of known) if (consented.has(person.customerId)) changed.add(person.customerId)
  return changed
}

/** What this very run wrote before is only completed by its later batches. */
const isOfRun = ({ lastRun }: StoredCustomer, { runId }: WriteOptions) => runId !== null && lastRun === runId

async function markRun(ctx: Context, people: readonly Incoming[], options: WriteOptions): Promise<void> {
  if (!options.runId || people.length === 0) return
  await sql`
    insert into customers.import_marks (customer_id, source, run_id)
    select id, ${options.source}, ${options.runId}::uuid from unnest(${people.map((person) => person.customerId)}::uuid[]) id
    order by id
    on conflict (customer_id, source) do update set run_id = excluded.run_id
      where import_marks.run_id <> excluded.run_id`.execute(ctx.db)
}

function statesOf(incoming: readonly Incoming[], changed: ReadonlySet<string>): Map<number, Written['state']> {
  const states = new Map<number, Written['state']>()
  for (const { isNew, customerId, rows, adding } of incoming) {
    const [first, ...later] = rows
    const isWritten = isNew || changed.has(customerId)
    if (first !== undefined) states.set(first, isNew ? 'new' : isWritten ? 'changed' : 'unchanged')
    for (const row of later) states.set(row, isWritten && adding.has(row) ? 'changed' : 'unchanged')
  }
  return states
}
