import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray } from '#core/database/column-arrays.ts'
import { HOUSE } from '../export/reference-sql.ts'
import type { IdentityKind } from '../identity/identity-key.ts'
import { identityMark } from '../identity/identity-key.ts'
import type { PersonFields } from './person.ts'

/** What stands in the database about a customer that a file names again. */
export interface StoredCustomer {
  fields: { [K in keyof PersonFields]-?: string | null }
  email: string | null
  phone: string | null
  tags: string[]
  custom: Record<string, unknown>
  unitIds: number[]
  marks: Set<string>
  /** Run that wrote the record last from this source. */
  lastRun: string | null
}

interface Row {
  customer_id: string
  name: string
  gender: string | null
  birthday: string | null
  country: string | null
  region_path: string | null
  city: string | null
  address: string | null
  postcode: string | null
  company: string | null
  created_at: Date
  email: string | null
  phone: string | null
  tags: string[]
  custom: Record<string, unknown>
  unit_ids: number[]
  last_run: string | null
  identities: [IdentityKind, string, string][]
}

/** Locks and reads these customers with their identities. Those out of scope are missing. */
export async function storedCustomers(
  ctx: Context,
  customerIds: readonly string[],
  source: string,
): Promise<Map<string, StoredCustomer>> {
  if (customerIds.length === 0) return new Map()
  const ids = plainArray(customerIds)
  // Always in the same order, so that two batches can't wait for each other in a ring.
  await sql`select from customers.customers where customer_id = any(${ids}::uuid[])
    order by customer_id for no key update`.execute(ctx.db)
  const { rows } = await sql<Row>`
    select c.customer_id, c.name, c.gender, c.birthday, c.country, c.region_path, c.city, c.address, c.postcode,
      c.company, c.created_at, c.email, c.phone, c.tags, c.custom, c.unit_ids, m.run_id as last_run,
      coalesce((select jsonb_agg(jsonb_build_array(i.kind, i.source, i.value_key)) from customers.identities i
        where i.customer_id = c.customer_id), '[]') as identities
    from customers.customers c
    left join customers.import_marks m on m.customer_id = c.customer_id and m.source = ${source}
    where c.customer_id = any(${ids}::uuid[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.customer_id, stored(row)]))
}

function stored(row: Row): StoredCustomer {
  const { name, gender, birthday, country, region_path, city, address, postcode, company } = row
  return {
    fields: {
      name: name || null,
      gender,
      birthday,
      country,
      region_path,
      city,
      address,
      postcode,
      company,
      created_at: row.created_at.toISOString(),
    },
    email: row.email,
    phone: row.phone,
    tags: row.tags,
    custom: row.custom,
    unitIds: row.unit_ids,
    marks: new Set([
      ...row.identities.map(([kind, source, key]) => identityMark({ kind, source, key })),
      // Everybody can be called by the id of their record, and nobody need be told so.
      identityMark({ kind: 'ref', source: HOUSE, key: row.customer_id }),
    ]),
    lastRun: row.last_run,
  }
}
