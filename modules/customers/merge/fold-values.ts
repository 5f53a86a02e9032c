import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { nameSort } from '../customer/name-sort.ts'
import { type MergeRules, mergeRules } from './merge-settings.ts'
import { type SaidValue, survivorOf } from './survivorship.ts'

interface Row extends SaidValue {
  customerId: string
  field: string
}

const EMPTY = { name: null, gender: null, birthday: null, company: null, place: null }
const NOWHERE = { country: null, region_path: null, city: null, address: null, postcode: null }

/** Sets the fields of records to the values that stand by the rules. Only for records whose first values are kept. */
export async function foldValues(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  const rules = await readSetting(ctx, mergeRules)
  const { rows } = await sql<Row>`
    select customer_id as "customerId", origin_id as "originId", field, source, value, said_at as "saidAt", chosen_at as "chosenAt"
    from customers.field_values where customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  const folded = customerIds.map((id) => ({
    customer_id: id,
    ...columnsOf(
      rows.filter((row) => row.customerId === id),
      rules,
    ),
  }))
  await sql`
    update customers.customers c set name = coalesce(r.name, ''), name_sort = r.name_sort, gender = r.gender,
      birthday = r.birthday, company = r.company, country = r.country, region_path = r.region_path, city = r.city,
      address = r.address, postcode = r.postcode, custom = r.custom
    from jsonb_to_recordset(${JSON.stringify(folded)}::jsonb) as r(customer_id uuid, name text, name_sort text, gender text,
      birthday date, company text, country text, region_path text, city text, address text, postcode text, custom jsonb)
    where c.customer_id = r.customer_id
      and (c.name, c.gender, c.birthday, c.company, c.country, c.region_path, c.city, c.address, c.postcode, c.custom)
        is distinct from (coalesce(r.name, ''), r.gender, r.birthday, r.company, r.country, r.region_path, r.city, r.address,
          r.postcode, r.custom)`.execute(ctx.db)
}

function columnsOf(rows: readonly Row[], rules: MergeRules): Record<string, unknown> {
  const standing: Record<string, unknown> = { ...EMPTY }
  for (const [field, values] of Map.groupBy(rows, (row) => row.field)) {
    standing[field] = survivorOf(values, rules.fields[field] ?? rules.rule, rules.trust)?.value ?? null
  }
  const { place, name, ...others } = standing
  const custom = Object.entries(others).flatMap(([field, value]) =>
    field.startsWith('custom.') && value !== null ? [[field.slice('custom.'.length), value]] : [],
  )
  const { gender, birthday, company } = others
  return {
    ...{ name, gender, birthday, company, name_sort: nameSort(typeof name === 'string' ? name : '') },
    ...NOWHERE,
    ...(place as object | null),
    custom: Object.fromEntries(custom),
  }
}
