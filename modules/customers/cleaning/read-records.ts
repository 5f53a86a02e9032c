import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { NAME_FIELDS } from '../customer/name-fields.ts'
import type { CleanRecord } from './rules/clean-record.ts'

/** True when the company has fields for the family and the given name, to be filled from the full one. */
export async function hasNameFields(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from customers.custom_fields
    where field_key = any(${[...NAME_FIELDS]}::text[]) and type = 'text' and retired_at is null`.execute(ctx.db)
  return rows[0]?.n === NAME_FIELDS.length
}

interface Row extends Omit<CleanRecord, 'family_name' | 'given_name'> {
  family_name: unknown
  given_name: unknown
}

const MARKETING = 'marketing'

/** These customers, as rules and the score look at them; only those that lists show and the caller may see. */
export async function readRecords(ctx: Context, customerIds: readonly string[]): Promise<CleanRecord[]> {
  if (customerIds.length === 0) return []
  const named = await hasNameFields(ctx)
  const { rows } = await sql<Row>`
    select c.customer_id as id, c.kind, c.name, c.company, c.email, c.phone, c.country, c.region_path, c.city, c.address,
      c.postcode, c.birthday, c.custom->'family_name' as family_name, c.custom->'given_name' as given_name,
      array(select i.kind || ' ' || i.value_key from customers.identities i
        where i.customer_id = c.customer_id and i.kind in ('email', 'phone')) as keys,
      exists (select from customers.consents n where n.customer_id = c.customer_id and n.purpose = ${MARKETING})
        as "consentKnown",
      greatest(c.last_order_at, c.last_interaction_at, c.edited_at, c.created_at) as "aliveAt",
      exists (select from customers.duplicate_pairs p where p.customer_id = c.customer_id and p.state = 'open')
        or exists (select from customers.duplicate_pairs p where p.other_id = c.customer_id and p.state = 'open')
        as "maybeDouble"
    from customers.customers c where c.customer_id = any(${customerIds}::uuid[]) and c.listed
    order by c.customer_id`.execute(ctx.db)
  return rows.map(({ family_name, given_name, ...record }) =>
    named ? { ...record, family_name: textOf(family_name), given_name: textOf(given_name) } : record,
  )
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
