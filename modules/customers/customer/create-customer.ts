import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { invalid, refused } from '#core/errors.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { readSetting } from '#core/settings.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { customerCreated } from '../events.ts'
import { addIdentities } from '../identity/add-identities.ts'
import { type Identity, type IdentityKind, identityKey, identityMark, identityValue } from '../identity/identity-key.ts'
import { knownOwners } from '../import/known-owners.ts'
import { placeOf } from '../import/person-of-row.ts'
import { refreshSearch } from '../search/refresh-search.ts'
import { checkFields } from './checked-fields.ts'
import type { CustomerFields } from './customer-fields.ts'
import { findCustomer } from './find-customer.ts'
import { nameSort } from './name-sort.ts'
import type { CustomerReply } from './record-reply.ts'

export interface NewCustomer extends CustomerFields {
  email?: string | undefined
  phone?: string | undefined
  customerRef?: string | undefined
  cardNumber?: string | undefined
  source: string
  force: boolean
}

/**
 * Adds a customer. @throws 409 `customer_exists` with the customers that have one of the identities (those the caller
 * may see), unless `force`; 400 `identity_invalid` naming the field; 400 `customer_nameless`.
 */
export async function createCustomer(ctx: Context, input: NewCustomer): Promise<CustomerReply> {
  const identities = readIdentities(input, await readSetting(ctx, homeCountry))
  if (!input.name?.trim() && identities.length === 0) {
    throw invalid('customer_nameless', 'Give a name, or something the customer can be known by.', { field: 'name' })
  }
  await checkFields(ctx, input, null)
  const owners = await knownOwners(ctx, identities)
  if (!input.force && owners.size > 0) {
    const seen = [...new Set([...owners.values()].flatMap(({ customerId }) => customerId ?? []))]
    throw refused('customer_exists', 'Somebody with the same identity is there already.', {
      customerIds: seen,
      fields: identities
        .filter((identity) => owners.has(identityMark(identity)))
        .map(({ kind }) => FIELDS[kind] ?? kind),
    })
  }
  const customerId = uuid7()
  await insert(ctx, customerId, input, identities)
  await addIdentities(
    ctx,
    identities.map((identity) => ({ ...identity, customerId, claims: !owners.has(identityMark(identity)) })),
    null,
  )
  await refreshSearch(ctx, [customerId])
  announce(ctx, customerCreated, { customerId }, customerId)
  audit(ctx, 'customers.created', {
    customerId,
    details: { kinds: identities.map(({ kind }) => kind), forced: input.force },
  })
  const made = await findCustomer(ctx, { customerId })
  tellDesks(ctx, { topic: 'customers', units: made.unitIds, permission: 'customers.read', id: customerId })
  return made
}

const FIELDS: Partial<Record<IdentityKind, string>> = {
  ref: 'customerRef',
  email: 'email',
  phone: 'phone',
  card: 'cardNumber',
}

function readIdentities(input: NewCustomer, country: string): Identity[] {
  return Object.entries(FIELDS).flatMap(([kind, field]) => {
    const value = input[field as 'email' | 'phone' | 'customerRef' | 'cardNumber']
    if (!value?.trim()) return []
    const key = identityKey(kind as IdentityKind, value, country, input.country)
    if (key === null) throw invalid('identity_invalid', `This can't be read: ${field}.`, { field })
    const of = kind as IdentityKind
    return [{ kind: of, source: of === 'ref' ? input.source : '', key, value: identityValue(of, key, value) }]
  })
}

async function insert(
  ctx: Context,
  customerId: string,
  input: NewCustomer,
  identities: readonly Identity[],
): Promise<void> {
  const first = (kind: IdentityKind) => identities.find((identity) => identity.kind === kind)?.value ?? null
  const place = placeOf(input)
  const home = ctx.scope.units === 'all' ? [1] : ctx.scope.units.slice(0, 1)
  const custom = Object.fromEntries(Object.entries(input.custom ?? {}).filter(([, value]) => value !== null))
  await sql`
    insert into customers.customers (customer_id, stage, kind, name, name_sort, unit_ids, owner_staff_id, email, phone,
      gender, birthday, country, region_path, city, address, postcode, company, tags, custom, source)
    values (${customerId}::uuid, ${input.stage ?? 'customer'}, ${input.kind ?? 'person'}, ${input.name ?? ''},
      ${nameSort(input.name ?? '')}, ${input.unitIds ?? home}::int[], ${input.ownerStaffId ?? null}::uuid,
      ${first('email')}, ${first('phone')}, ${input.gender ?? null}, ${input.birthday ?? null}::date,
      ${place.country ?? null}, ${place.region_path ?? null}, ${place.city ?? null}, ${input.address ?? null},
      ${input.postcode ?? null}, ${input.company ?? null}, ${[...new Set(input.tags ?? [])]}::text[],
      ${JSON.stringify(custom)}::jsonb, ${input.source})`.execute(ctx.db)
}
