import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound, refused, stale } from '#core/errors.ts'
import { placeOf } from '../import/person-of-row.ts'
import { keepFirstValues, keepValues } from '../merge/keep-values.ts'
import { mergedAlready } from '../merge/merged-already.ts'
import { refreshSearch } from '../search/refresh-search.ts'
import { checkFields } from './checked-fields.ts'
import type { CustomerFields } from './customer-fields.ts'
import { findCustomer } from './find-customer.ts'
import { nameSort } from './name-sort.ts'
import type { CustomerReply } from './record-reply.ts'
import { setUnits } from './set-units.ts'
import { tellChanged } from './tell-changed.ts'

interface Before {
  version: number
  stage: string
  merged_into: string | null
  unit_ids: number[]
  country: string | null
  region_path: string | null
  city: string | null
}

/**
 * Changes fields of a record; what isn't named stays. Custom values are merged, null empties one.
 * @throws 412 `record_changed` when somebody was faster; 403 `field_masked`; 400 for values that don't fit.
 */
export async function changeCustomer(
  ctx: Context,
  input: CustomerFields & { customerId: string; ifMatch: number },
): Promise<CustomerReply> {
  const { customerId, ifMatch, ...fields } = input
  const before = await lock(ctx, customerId)
  if (before.version !== ifMatch) throw stale(before.version)
  await checkFields(ctx, fields, { unitIds: before.unit_ids })
  const changed = Object.entries(fields).filter(([, value]) => value !== undefined)
  if (changed.length > 0) {
    await keepFirstValues(ctx, [customerId])
    await write(ctx, customerId, fields, before)
    await keepWritten(ctx, customerId, fields)
    if (fields.unitIds) await setUnits(ctx, [{ customerId, unitIds: fields.unitIds }])
    if (fields.name !== undefined || fields.company !== undefined) await refreshSearch(ctx, [customerId])
    const names = changed.map(([name]) => name)
    audit(ctx, 'customers.changed', { customerId, details: { fields: names } })
    tellChanged(ctx, customerId, names, [...before.unit_ids, ...(fields.unitIds ?? [])])
  }
  return findCustomer(ctx, { customerId })
}

async function lock(ctx: Context, customerId: string): Promise<Before> {
  const { rows } = await sql<Before>`
    select version, stage, merged_into, unit_ids, country, region_path, city from customers.customers
    where customer_id = ${customerId}::uuid for no key update`.execute(ctx.db)
  const before = rows[0]
  if (!before) throw notFound('customer')
  if (before.merged_into) throw mergedAlready(before.merged_into)
  if (before.stage === 'anonymous') throw refused('customer_anonymous', 'Sales without a customer can’t be edited.')
  return before
}

async function write(ctx: Context, customerId: string, fields: CustomerFields, before: Before): Promise<void> {
  const given = (name: keyof CustomerFields) => fields[name] !== undefined
  const place = placeOf({
    country: fields.country === undefined ? before.country : fields.country,
    region: fields.region === undefined ? regionIn(before) : fields.region,
    city: fields.city === undefined ? before.city : fields.city,
  })
  const moves = given('country') || given('region') || given('city')
  const custom = Object.entries(fields.custom ?? {})
  const emptied = custom.filter(([, value]) => value === null).map(([key]) => key)
  const set = Object.fromEntries(custom.filter(([, value]) => value !== null))
  await sql`
    update customers.customers set
      name = case when ${given('name')} then ${fields.name ?? ''} else name end,
      name_sort = case when ${given('name')} then ${nameSort(fields.name ?? '')} else name_sort end,
      kind = coalesce(${fields.kind ?? null}, kind), stage = coalesce(${fields.stage ?? null}, stage),
      gender = case when ${given('gender')} then ${fields.gender ?? null} else gender end,
      birthday = case when ${given('birthday')} then ${fields.birthday ?? null}::date else birthday end,
      country = case when ${moves} then ${place.country ?? null} else country end,
      region_path = case when ${moves} then ${place.region_path ?? null} else region_path end,
      city = case when ${moves} then ${place.city ?? null} else city end,
      address = case when ${given('address')} then ${fields.address ?? null} else address end,
      postcode = case when ${given('postcode')} then ${fields.postcode ?? null} else postcode end,
      company = case when ${given('company')} then ${fields.company ?? null} else company end,
      tags = case when ${given('tags')} then ${[...new Set(fields.tags ?? [])]}::text[] else tags end,
      custom = (custom || ${JSON.stringify(set)}::jsonb) - ${emptied}::text[],
      owner_staff_id = case when ${given('ownerStaffId')} then ${fields.ownerStaffId ?? null}::uuid else owner_staff_id end,
      changed_at = ${ctx.now}, edited_at = ${ctx.now}, version = version + 1
    where customer_id = ${customerId}::uuid`.execute(ctx.db)
}

/** What a person wrote is a source of its own beside what files and shops say. */
async function keepWritten(ctx: Context, customerId: string, fields: CustomerFields): Promise<void> {
  const plain = (['name', 'gender', 'birthday', 'company'] as const).flatMap((field) =>
    fields[field] === undefined ? [] : [{ field: field as string, value: fields[field] || null }],
  )
  const custom = Object.entries(fields.custom ?? {}).map(([key, value]) => ({ field: `custom.${key}`, value }))
  const isPlace = (['country', 'region', 'city', 'address', 'postcode'] as const).some(
    (name) => fields[name] !== undefined,
  )
  const place = isPlace ? [{ field: 'place', value: await placeNow(ctx, customerId) }] : []
  const source = ctx.actor.kind === 'staff' ? 'desk' : 'api'
  await keepValues(
    ctx,
    [...plain, ...custom, ...place].map((said) => ({ customerId, source, ...said })),
    { decides: true },
  )
}

async function placeNow(ctx: Context, customerId: string): Promise<unknown> {
  const { rows } = await sql<Record<string, string | null>>`
    select country, region_path, city, address, postcode from customers.customers
    where customer_id = ${customerId}::uuid`.execute(ctx.db)
  return Object.values(rows[0] ?? {}).some((part) => part !== null) ? rows[0] : null
}

/** The region alone, out of 'CN/广东/深圳'. */
function regionIn({ region_path, city }: Before): string | null {
  const [, region, town] = region_path?.split('/') ?? []
  return region && (town !== undefined || region !== city) ? region : null
}
