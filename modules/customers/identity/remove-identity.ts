import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { findCustomer } from '../customer/find-customer.ts'
import type { CustomerReply } from '../customer/record-reply.ts'
import { tellChanged } from '../customer/tell-changed.ts'
import { touchCustomer } from '../customer/touch-customer.ts'
import { visibleCustomer } from '../customer/visible-customer.ts'
import { refreshSearch } from '../search/refresh-search.ts'
import { findIdentity } from './find-identity.ts'

/** Takes an identity from a customer; who else carries it owns it then. The oldest other of its kind becomes primary. */
export async function removeIdentity(
  ctx: Context,
  input: { customerId: string; identityId: string },
): Promise<CustomerReply> {
  const { customerId } = input
  const customer = await visibleCustomer(ctx, customerId)
  const { kind, source, value_key, value } = await findIdentity(ctx, customerId, input.identityId)
  await sql`delete from customers.identities where customer_id = ${customerId}::uuid and kind = ${kind}
    and source = ${source} and value_key = ${value_key}`.execute(ctx.db)
  await sql`select customers.release_identities(${[customerId]}::uuid[], ${[kind]}::text[], ${[source]}::text[],
    ${[value_key]}::text[])`.execute(ctx.db)
  if ((kind === 'email' && customer.email === value) || (kind === 'phone' && customer.phone === value)) {
    await sql`
      with heir as (
        select value_key, value from customers.identities where customer_id = ${customerId}::uuid and kind = ${kind}
        order by created_at, value_key limit 1
      ), marked as (
        update customers.identities i set is_primary = true from heir
        where i.customer_id = ${customerId}::uuid and i.kind = ${kind} and i.value_key = heir.value_key
      )
      update customers.customers set ${sql.ref(kind)} = (select value from heir)
      where customer_id = ${customerId}::uuid`.execute(ctx.db)
  }
  await touchCustomer(ctx, customerId)
  await refreshSearch(ctx, [customerId])
  audit(ctx, 'customers.identity.removed', { customerId, details: { kind } })
  tellChanged(ctx, customerId, ['identities'], customer.unitIds)
  return findCustomer(ctx, { customerId })
}
