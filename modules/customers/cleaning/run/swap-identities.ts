import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** Another text for an e-mail or phone that a customer has. */
export interface Swap {
  customerId: string
  kind: 'email' | 'phone'
  from: string
  to: string
  /** Normalised copy of the new text. */
  toKey: string
  /** When the new text was verified; a mended address is not until somebody answers there. */
  verifiedAt?: string | null
}

export interface Swapped {
  customerId: string
  kind: 'email' | 'phone'
  fromKey: string
  toKey: string
  verifiedAt: string | null
}

/**
 * Replaces texts of identities. What nobody carries under the old key any more is free; the new key belongs to the
 * customer unless somebody owns it. Returns what stood before, for the way back.
 */
export async function swapIdentities(ctx: Context, swaps: readonly Swap[]): Promise<Swapped[]> {
  if (swaps.length === 0) return []
  const asked = JSON.stringify(swaps.map((swap) => ({ ...swap, verifiedAt: swap.verifiedAt ?? null })))
  const { rows } = await sql<Swapped>`
    update customers.identities i set value = r."to", value_key = r."toKey",
      verified_at = case when r."toKey" = old.value_key then old.verified_at else r."verifiedAt" end
    from jsonb_to_recordset(${asked}::jsonb)
      as r("customerId" uuid, kind text, "from" text, "to" text, "toKey" text, "verifiedAt" timestamptz)
    join customers.identities old on old.customer_id = r."customerId" and old.kind = r.kind and old.value = r."from"
    where i.customer_id = old.customer_id and i.kind = old.kind and i.source = old.source and i.value_key = old.value_key
    returning i.customer_id as "customerId", i.kind, old.value_key as "fromKey", i.value_key as "toKey",
      customers.iso(old.verified_at) as "verifiedAt"`.execute(ctx.db)
  const moved = rows.filter(({ fromKey, toKey }) => fromKey !== toKey)
  if (moved.length > 0) {
    const [ids, kinds] = [moved.map((row) => row.customerId), moved.map((row) => row.kind)]
    const none = moved.map(() => '')
    await sql`select customers.release_identities(${ids}::uuid[], ${kinds}::text[], ${none}::text[],
      ${moved.map((row) => row.fromKey)}::text[])`.execute(ctx.db)
    await sql`select customers.claim_identities(${ids}::uuid[], ${kinds}::text[], ${none}::text[],
      ${moved.map((row) => row.toKey)}::text[])`.execute(ctx.db)
  }
  return rows
}
