import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import { identityIdOf } from '../customer/present-customer.ts'

export interface StoredIdentity {
  kind: string
  source: string
  value_key: string
  value: string
  is_primary: boolean
}

/** The identity behind its opaque id. @throws 404 `identity_not_found`. */
export async function findIdentity(ctx: Context, customerId: string, identityId: string): Promise<StoredIdentity> {
  const { rows } = await sql<StoredIdentity>`
    select kind, source, value_key, value, is_primary from customers.identities
    where customer_id = ${customerId}::uuid`.execute(ctx.db)
  const found = rows.find((row) => identityIdOf(ctx, customerId, row.kind, row.source, row.value_key) === identityId)
  if (!found) throw notFound('identity')
  return found
}
