import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** One field as a source says it; null: emptied on purpose. */
export interface Said {
  customerId: string
  /** The joined record it is said of; without one, the customer's own. */
  originId?: string | null
  /** `name`, `gender`, `birthday`, `company`, `place`, `custom.<key>`. */
  field: string
  source: string
  value: unknown
}

/**
 * What these records say today, as their source said it when they were made, for the fields of which no source is
 * known: rows of customer_id, unit_ids, field, source, value, said_at.
 */
export const firstValues = (customerIds: readonly string[]): RawBuilder<unknown> => sql`
  select c.customer_id, c.unit_ids, f.field, c.source, f.value, c.created_at as said_at
  from customers.customers c cross join lateral (
    values ('name', to_jsonb(nullif(c.name, ''))), ('gender', to_jsonb(c.gender)), ('birthday', to_jsonb(c.birthday)),
      ('company', to_jsonb(c.company)), ('place', ${PLACE})
    union all select 'custom.' || key, value from jsonb_each(c.custom)
  ) f (field, value)
  where c.customer_id = any(${customerIds}::uuid[]) and f.value is not null
    and not exists (select from customers.field_values v where v.customer_id = c.customer_id and v.field = f.field)`

/** Keeps those values: before anything else is written about a field, so that the first one can be chosen again. */
export async function keepFirstValues(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  await sql`
    insert into customers.field_values (customer_id, unit_ids, field, source, value, said_at)
    select * from (${firstValues(customerIds)}) first order by customer_id, field`.execute(ctx.db)
}

// A place is one thing: a street of one source and a city of another would be an address where nobody lives.
const PLACE = sql`case when coalesce(c.country, c.region_path, c.city, c.address, c.postcode) is not null
  then jsonb_build_object('country', c.country, 'region_path', c.region_path, 'city', c.city, 'address', c.address,
    'postcode', c.postcode) end`

/**
 * Keeps what sources say now; what a source said of a field before is replaced. `decides`: a person wrote it and means
 * it, so that no earlier choice stands any more; a value that a person chose is replaced by nothing else.
 */
export async function keepValues(
  ctx: Context,
  said: readonly Said[],
  { decides = false, runId = null }: { decides?: boolean; runId?: string | null } = {},
): Promise<void> {
  if (said.length === 0) return
  const rows = JSON.stringify(said.map(({ value, ...rest }) => ({ ...rest, value: value ?? null })))
  const by = `${ctx.actor.kind}:${ctx.actor.id}`
  if (decides) {
    await sql`
    update customers.field_values v set chosen_at = null, chosen_by = null
    from jsonb_to_recordset(${rows}::jsonb) as r("customerId" uuid, field text)
    where v.customer_id = r."customerId" and v.field = r.field and v.chosen_at is not null`.execute(ctx.db)
  }
  await sql`
    insert into customers.field_values (customer_id, origin_id, unit_ids, field, source, value, said_at, said_by, run_id)
    select distinct on (c.customer_id, r."originId", r.field, r.source)
      c.customer_id, nullif(r."originId", c.customer_id), c.unit_ids, r.field, r.source, coalesce(r.value, 'null'),
      ${ctx.now}, ${by}, ${runId}::uuid
    from jsonb_to_recordset(${rows}::jsonb) as r("customerId" uuid, "originId" uuid, field text, source text, value jsonb)
    join customers.customers c on c.customer_id = r."customerId"
    on conflict (customer_id, coalesce(origin_id, customer_id), field, source)
      do update set value = excluded.value, said_at = excluded.said_at, said_by = excluded.said_by,
        run_id = excluded.run_id
      where customers.field_values.chosen_at is null or ${decides}`.execute(ctx.db)
}
