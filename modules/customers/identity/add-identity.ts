import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { invalid, refused } from '#core/errors.ts'
import { readSetting } from '#core/settings.ts'
import { findCustomer } from '../customer/find-customer.ts'
import type { CustomerReply } from '../customer/record-reply.ts'
import { tellChanged } from '../customer/tell-changed.ts'
import { touchCustomer } from '../customer/touch-customer.ts'
import { visibleCustomer } from '../customer/visible-customer.ts'
import { knownOwners } from '../import/known-owners.ts'
import { refreshSearch } from '../search/refresh-search.ts'
import { addIdentities } from './add-identities.ts'
import { type IdentityKind, identityKey, identityMark, identityValue } from './identity-key.ts'

export interface IdentityInput {
  customerId: string
  kind: IdentityKind
  value: string
  source: string
}

/**
 * Gives a customer an identity. @throws 409 `identity_taken` when it belongs to another; `customerId` names them only
 * if the caller may see them. 400 `identity_invalid`.
 */
export async function addIdentity(ctx: Context, input: IdentityInput): Promise<CustomerReply> {
  const { customerId, kind } = input
  const customer = await visibleCustomer(ctx, customerId)
  const key = identityKey(kind, input.value, await readSetting(ctx, homeCountry), customer.country)
  if (key === null) throw invalid('identity_invalid', 'This can’t be read.', { field: 'value' })
  const value = identityValue(kind, key, input.value)
  const identity = { kind, source: kind === 'ref' ? input.source : '', key, value }
  const owner = (await knownOwners(ctx, [identity])).get(identityMark(identity))
  if (owner && owner.customerId !== customerId) {
    const visible = owner.visible && owner.customerId ? { customerId: owner.customerId } : {}
    throw refused('identity_taken', 'This belongs to another customer.', { field: 'value', ...visible })
  }
  const isFirst = (kind === 'email' && !customer.email) || (kind === 'phone' && !customer.phone)
  if (isFirst) {
    await sql`update customers.customers set ${sql.ref(kind)} = ${value} where customer_id = ${customerId}::uuid`.execute(
      ctx.db,
    )
  }
  await addIdentities(ctx, [{ ...identity, customerId }], null)
  await touchCustomer(ctx, customerId)
  await refreshSearch(ctx, [customerId])
  audit(ctx, 'customers.identity.added', { customerId, details: { kind } })
  tellChanged(ctx, customerId, ['identities'], customer.unitIds)
  return findCustomer(ctx, { customerId })
}
