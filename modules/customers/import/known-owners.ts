import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray } from '#core/database/column-arrays.ts'
import { type Identity, identityMark } from '../identity/identity-key.ts'
import { keepFromMerging } from '../merge/hold-merging.ts'
import type { Owner } from './match-people.ts'

/** One importer at a time makes new identities; the second then sees the first one's customers. */
const LOCK = 7_267_720

/** A batch this large is a file, in which new customers are to be expected. */
const SURELY_NEW = 500

/**
 * The owners of all these identities. When some have none, takes the lock under which new ones are made and looks
 * again, so that two imports at once can't make one person twice.
 */
export async function knownOwners(ctx: Context, identities: readonly Identity[]): Promise<Map<string, Owner>> {
  const distinct = new Map(identities.map((identity) => [identityMark(identity), identity]))
  const isFile = distinct.size > SURELY_NEW
  await keepFromMerging(ctx)
  if (isFile) await sql`select pg_advisory_xact_lock(${LOCK})`.execute(ctx.db)
  const known = await lookUp(ctx, [...distinct.values()])
  if (isFile || known.size === distinct.size) return known
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(ctx.db)
  const missing = [...distinct].filter(([mark]) => !known.has(mark)).map(([, identity]) => identity)
  for (const [mark, owner] of await lookUp(ctx, missing)) known.set(mark, owner)
  return known
}

/** The owners of these identities, by `identityMark`. */
export async function lookUp(ctx: Context, identities: readonly Identity[]): Promise<Map<string, Owner>> {
  if (identities.length === 0) return new Map()
  const { rows } = await sql<{ nth: bigint; customer_id: string | null; origin_id: string | null; visible: boolean }>`
    select nth, customer_id, origin_id, visible from customers.owners_with_origin(
      ${plainArray(identities.map((identity) => identity.kind))}::text[],
      ${textArray(identities.map((identity) => identity.source))}::text[],
      ${textArray(identities.map((identity) => identity.key))}::text[])`.execute(ctx.db)
  const found = new Map<string, Owner>()
  for (const row of rows) {
    const identity = identities[Number(row.nth) - 1]
    if (identity) {
      const { customer_id: customerId, origin_id: originId, visible } = row
      found.set(identityMark(identity), { customerId, originId, visible })
    }
  }
  return found
}

/** The references that these customers have in these shops. */
export async function referencesOf(
  ctx: Context,
  customerIds: readonly string[],
  sources: readonly string[],
): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ customer_id: string; source: string; value_key: string }>`
    select customer_id, source, value_key from customers.identities
    where customer_id = any(${plainArray(customerIds)}::uuid[]) and kind = 'ref' and source = any(${sources}::text[])`.execute(
    ctx.db,
  )
  const refs = new Map<string, Set<string>>()
  for (const row of rows) {
    const mark = identityMark({ kind: 'ref', source: row.source, key: row.value_key })
    refs.set(row.customer_id, (refs.get(row.customer_id) ?? new Set()).add(mark))
  }
  return refs
}
