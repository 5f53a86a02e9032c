import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray } from '#core/database/column-arrays.ts'
import type { Identity } from './identity-key.ts'

export interface NewIdentity extends Identity {
  customerId: string
  /** The joined record it was told of. */
  originId?: string | null
  /** False: known to belong to somebody else, so don't claim it. */
  claims?: boolean
}

/**
 * Gives customers identities, and ownership of those that nobody owns. The first e-mail and phone of a customer
 * becomes the primary one. Returns those that somebody else owns; they are carried all the same.
 */
export async function addIdentities(
  ctx: Context,
  identities: readonly NewIdentity[],
  runId: string | null,
): Promise<NewIdentity[]> {
  if (identities.length === 0) return []
  await sql`
    insert into customers.identities (customer_id, kind, source, value_key, value, unit_ids, is_primary, run_id, origin_id)
    select c.customer_id, i.kind, i.source, i.key, i.value, c.unit_ids,
      (i.kind = 'email' and c.email = i.value) or (i.kind = 'phone' and c.phone = i.value), ${runId}::uuid, i.origin_id
    from unnest(${plainArray(identities.map((identity) => identity.customerId))}::uuid[],
      ${plainArray(identities.map((identity) => identity.kind))}::text[],
      ${textArray(identities.map((identity) => identity.source))}::text[],
      ${textArray(identities.map((identity) => identity.key))}::text[],
      ${textArray(identities.map((identity) => identity.value))}::text[],
      ${plainArray(identities.map((identity) => identity.originId ?? null))}::uuid[])
      i (customer_id, kind, source, key, value, origin_id)
    join customers.customers c on c.customer_id = i.customer_id
    on conflict do nothing`.execute(ctx.db)
  return claimIdentities(
    ctx,
    identities.filter(({ claims }) => claims !== false),
  )
}

async function claimIdentities(ctx: Context, wanted: readonly NewIdentity[]): Promise<NewIdentity[]> {
  if (wanted.length === 0) return []
  const { rows } = await sql<{ nth: bigint }>`
    select nth from customers.claim_identities(
      ${plainArray(wanted.map((identity) => identity.customerId))}::uuid[],
      ${plainArray(wanted.map((identity) => identity.kind))}::text[],
      ${textArray(wanted.map((identity) => identity.source))}::text[],
      ${textArray(wanted.map((identity) => identity.key))}::text[]) nth`.execute(ctx.db)
  return rows.flatMap((row) => wanted[Number(row.nth) - 1] ?? [])
}
