import { sql } from 'kysely'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { identityKey } from './identity-key.ts'

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/**
 * The customer behind an id, a reference of any shop, an e-mail or a phone number, in that order; null when there is
 * none, or when the reference names different customers in different shops.
 */
export async function findByReference(ctx: Context, reference: string): Promise<string | null> {
  if (UUID.test(reference)) {
    const { rows } = await sql`select 1 from customers.customers where customer_id = ${reference}::uuid`.execute(ctx.db)
    if (rows.length > 0) return reference
  }
  const country = await readSetting(ctx, homeCountry)
  for (const kind of ['ref', 'email', 'phone', 'card'] as const) {
    const key = identityKey(kind, reference, country)
    if (key === null) continue
    const { rows } = await sql<{ customer_id: string }>`
      select distinct customer_id from customers.identities
      where value_key = ${key} and kind = ${kind} limit 2`.execute(ctx.db)
    if (rows.length > 0) return rows.length === 1 ? (rows[0]?.customer_id ?? null) : owner(ctx, kind, key)
  }
  return null
}

// E-mails and phones may stand on several customers; one of them owns it.
async function owner(ctx: Context, kind: string, key: string): Promise<string | null> {
  if (kind === 'ref') return null
  const { rows } = await sql<{ customer_id: string | null }>`
    select customer_id from customers.owners_of(${[kind]}::text[], ${['']}::text[], ${[key]}::text[])`.execute(ctx.db)
  return rows[0]?.customer_id ?? null
}
