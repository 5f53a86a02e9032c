import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { nameSort } from '../customer/name-sort.ts'
import { keepWords } from '../search/keep-words.ts'
import { recordWords } from '../search/record-words.ts'
import type { Incoming } from './collapse-people.ts'

/** Writes the records of new customers. Their identities follow by `addIdentities`. */
export async function insertCustomers(
  ctx: Context,
  people: readonly Incoming[],
  origin: { source: string; runId: string | null },
): Promise<void> {
  if (people.length === 0) return
  const home = ctx.scope.units === 'all' ? [1] : ctx.scope.units.slice(0, 1)
  const rows = people.map((person) => {
    const { fields, identities } = person
    const first = (kind: string) => identities.find((identity) => identity.kind === kind)?.value
    return {
      customer_id: person.customerId,
      ...fields,
      name_sort: nameSort(fields.name ?? ''),
      unit_ids: person.unitIds.length > 0 ? person.unitIds : home,
      email: first('email'),
      phone: first('phone'),
      tags: person.tags,
      stage: person.stage ?? 'customer',
      custom: person.custom,
    }
  })
  await sql`
    insert into customers.customers (customer_id, stage, name, name_sort, unit_ids, email, phone, gender, birthday, country,
      region_path, city, address, postcode, company, tags, custom, source, run_id, created_at)
    select customer_id, stage, coalesce(name, ''), name_sort, unit_ids, email, phone, gender, birthday, country, region_path,
      city, address, postcode, company, tags, custom, ${origin.source}, ${origin.runId}::uuid,
      coalesce(created_at, ${ctx.now})
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(customer_id uuid, stage text, name text, name_sort text,
      unit_ids int[], email text, phone text, gender text, birthday date, country text, region_path text, city text,
      address text, postcode text, company text, tags text[], custom jsonb, created_at timestamptz)`.execute(ctx.db)
  const found = people.map(({ customerId, fields: { name, company }, identities }) => ({
    id: customerId,
    words: recordWords({ name: name ?? '', company, identities }),
  }))
  await keepWords(ctx, found)
}
