import { type RawBuilder, sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { AppError, notFound, stale } from '#core/errors.ts'
import { countryCode } from '#core/words/countries.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { findCustomer } from '../customer/find-customer.ts'
import type { CustomerReply } from '../customer/record-reply.ts'
import { tellChanged } from '../customer/tell-changed.ts'
import { touchCustomer } from '../customer/touch-customer.ts'
import { visibleCustomer } from '../customer/visible-customer.ts'
import type { AddressInput } from './contract.ts'

/** Adds an address beside the main one of the record. */
export async function addAddress(ctx: Context, input: AddressInput & { customerId: string }): Promise<CustomerReply> {
  const { customerId } = input
  const { unitIds } = await visibleCustomer(ctx, customerId)
  await sql`
    insert into customers.addresses (customer_id, address_id, unit_ids, purpose, recipient, phone, country, region, city, street, postcode)
    values (${customerId}::uuid, ${uuid7()}::uuid, ${unitIds}::int[], ${columns(input)})`.execute(ctx.db)
  return changed(ctx, customerId, 'added', unitIds)
}

/** Replaces an address. @throws 412 `record_changed`; 403 `field_masked` for who sees addresses masked. */
export async function changeAddress(
  ctx: Context,
  input: AddressInput & { customerId: string; addressId: string; ifMatch: number },
): Promise<CustomerReply> {
  const { customerId, addressId } = input
  const { unitIds } = await visibleCustomer(ctx, customerId)
  const { masked } = ctx.scope
  if (masked.has('address') || masked.has('name') || masked.has('phone')) {
    throw new AppError(403, 'field_masked', 'Parts of addresses are hidden from you.', { field: 'street' })
  }
  const { rows } = await sql<{ version: number }>`
    select version from customers.addresses
    where customer_id = ${customerId}::uuid and address_id = ${addressId}::uuid for no key update`.execute(ctx.db)
  if (!rows[0]) throw notFound('address')
  if (rows[0].version !== input.ifMatch) throw stale(rows[0].version)
  await sql`
    update customers.addresses set (purpose, recipient, phone, country, region, city, street, postcode, version) =
      row (${columns(input)}, version + 1)
    where customer_id = ${customerId}::uuid and address_id = ${addressId}::uuid`.execute(ctx.db)
  return changed(ctx, customerId, 'changed', unitIds)
}

/** Removes an address. */
export async function removeAddress(
  ctx: Context,
  input: { customerId: string; addressId: string },
): Promise<CustomerReply> {
  const { customerId, addressId } = input
  const { unitIds } = await visibleCustomer(ctx, customerId)
  const { rows } = await sql`delete from customers.addresses where customer_id = ${customerId}::uuid
    and address_id = ${addressId}::uuid returning address_id`.execute(ctx.db)
  if (rows.length === 0) throw notFound('address')
  return changed(ctx, customerId, 'removed', unitIds)
}

const columns = (input: AddressInput): RawBuilder<unknown> =>
  sql`${input.purpose}::text, ${input.recipient ?? null}::text, ${input.phone ?? null}::text,
    ${input.country ? (countryCode(input.country) ?? input.country) : null}::text, ${input.region ?? null}::text,
    ${input.city ?? null}::text, ${input.street ?? null}::text, ${input.postcode ?? null}::text`

async function changed(ctx: Context, customerId: string, what: string, unitIds: number[]): Promise<CustomerReply> {
  await touchCustomer(ctx, customerId)
  audit(ctx, `customers.address.${what}`, { customerId })
  tellChanged(ctx, customerId, ['addresses'], unitIds)
  return findCustomer(ctx, { customerId })
}
