import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { refused } from '#core/errors.ts'
import { findCustomer } from '../customer/find-customer.ts'
import type { CustomerReply } from '../customer/record-reply.ts'
import { tellChanged } from '../customer/tell-changed.ts'
import { visibleCustomer } from '../customer/visible-customer.ts'
import { findIdentity } from './find-identity.ts'

/** Makes an e-mail or phone the one that lists show. @throws 409 `identity_never_primary` for other kinds. */
export async function makePrimary(
  ctx: Context,
  input: { customerId: string; identityId: string },
): Promise<CustomerReply> {
  const { customerId } = input
  const customer = await visibleCustomer(ctx, customerId)
  const { kind, value_key, value } = await findIdentity(ctx, customerId, input.identityId)
  if (kind !== 'email' && kind !== 'phone') {
    throw refused('identity_never_primary', 'Only an e-mail or a phone can be the primary one.')
  }
  await sql`update customers.identities set is_primary = (value_key = ${value_key})
    where customer_id = ${customerId}::uuid and kind = ${kind}`.execute(ctx.db)
  await sql`update customers.customers set ${sql.ref(kind)} = ${value}, changed_at = ${ctx.now}, edited_at = ${ctx.now}, version = version + 1
    where customer_id = ${customerId}::uuid`.execute(ctx.db)
  audit(ctx, 'customers.identity.primary', { customerId, details: { kind } })
  tellChanged(ctx, customerId, ['identities'], customer.unitIds)
  return findCustomer(ctx, { customerId })
}
