import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { nameSort } from '../customer/name-sort.ts'
import { setUnits } from '../customer/set-units.ts'
import { addIdentities, type NewIdentity } from '../identity/add-identities.ts'
import { foldValues } from '../merge/fold-values.ts'
import { keepFirstValues, keepValues, type Said } from '../merge/keep-values.ts'
import { refreshSearch } from '../search/refresh-search.ts'
import type { Change } from './change-of.ts'
import { PLACE_FIELDS } from './person.ts'
import type { StoredCustomer } from './stored-customers.ts'

/** Writes what a batch changes in customers that were there, and keeps what stood before under the run. */
export async function updateCustomers(
  ctx: Context,
  changes: readonly Change[],
  {
    stored,
    added,
    runId,
    source,
  }: { stored: Map<string, StoredCustomer>; added: NewIdentity[]; runId: string | null; source: string },
): Promise<void> {
  if (changes.length === 0) return
  const said = changes.flatMap((change) => saidIn(change, stored.get(change.customerId), source))
  await keepFirstValues(ctx, [...new Set(said.map(({ customerId }) => customerId))])
  await setColumns(ctx, changes.map(columnsOf))
  await keepValues(ctx, said, { runId })
  await foldValues(ctx, [...new Set(said.map(({ customerId }) => customerId))])
  await addIdentities(ctx, added, runId)
  const moved = changes.filter((change) => change.addedUnits.length > 0)
  await setUnits(
    ctx,
    moved.map(({ customerId, addedUnits }) => ({
      customerId,
      unitIds: [...(stored.get(customerId)?.unitIds ?? []), ...addedUnits],
    })),
  )
  if (runId) await keepBefore(ctx, changes, runId)
  const reworded = changes.filter(
    ({ after, addedIdentities }) => 'name' in after || 'company' in after || addedIdentities.length > 0,
  )
  await refreshSearch(
    ctx,
    reworded.map((change) => change.customerId),
  )
}

const PLAIN = ['name', 'gender', 'birthday', 'company'] as const

/** What a change says about the fields of a record, as the source of the rows says it. */
function saidIn(change: Change, stored: StoredCustomer | undefined, source: string): Said[] {
  const { customerId, originId, after, customAfter } = change
  const of = (field: string, value: unknown): Said => ({ customerId, originId, field, source, value })
  const plain = PLAIN.flatMap((name) => (after[name] === undefined ? [] : [of(name, after[name])]))
  const custom = Object.entries(customAfter).map(([key, value]) => of(`custom.${key}`, value))
  const isPlace = PLACE_FIELDS.some((name) => after[name] !== undefined)
  const place = PLACE_FIELDS.map((name) => [
    name,
    after[name] === undefined ? (stored?.fields[name] ?? null) : after[name],
  ])
  return [...plain, ...custom, ...(isPlace ? [of('place', Object.fromEntries(place))] : [])]
}

/** One record's new column values; `set` names the columns that change, the others stay. */
export interface ColumnsRow {
  customer_id: string
  set: string[]
  [column: string]: unknown
}

function columnsOf(change: Change): ColumnsRow {
  const { name } = change.after
  return {
    customer_id: change.customerId,
    set: Object.keys(change.after),
    ...change.after,
    ...(name !== undefined && { name_sort: nameSort(name ?? '') }),
    custom: change.customAfter,
    tags: change.addedTags,
  }
}

/** Sets columns of many records in one statement: tags and custom values are added, the named columns replaced. */
export async function setColumns(ctx: Context, rows: readonly ColumnsRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update customers.customers c set
      name = case when 'name' = any(r.set) then coalesce(r.name, '') else c.name end,
      name_sort = case when 'name' = any(r.set) then coalesce(r.name_sort, '') else c.name_sort end,
      gender = case when 'gender' = any(r.set) then r.gender else c.gender end,
      birthday = case when 'birthday' = any(r.set) then r.birthday else c.birthday end,
      country = case when 'country' = any(r.set) then r.country else c.country end,
      region_path = case when 'region_path' = any(r.set) then r.region_path else c.region_path end,
      city = case when 'city' = any(r.set) then r.city else c.city end,
      address = case when 'address' = any(r.set) then r.address else c.address end,
      postcode = case when 'postcode' = any(r.set) then r.postcode else c.postcode end,
      company = case when 'company' = any(r.set) then r.company else c.company end,
      created_at = case when 'created_at' = any(r.set) then r.created_at else c.created_at end,
      email = case when 'email' = any(r.set) then r.email else c.email end,
      phone = case when 'phone' = any(r.set) then r.phone else c.phone end,
      tags = c.tags || r.tags,
      custom = c.custom || r.custom,
      changed_at = ${ctx.now}, version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(customer_id uuid, set text[], name text, name_sort text,
      gender text, birthday date, country text, region_path text, city text, address text, postcode text, company text,
      created_at timestamptz, email text, phone text, tags text[], custom jsonb)
    where c.customer_id = r.customer_id`.execute(ctx.db)
}

async function keepBefore(ctx: Context, changes: readonly Change[], runId: string): Promise<void> {
  const rows = changes.map(({ customerId, addedIdentities: _, ...before }) => ({ customer_id: customerId, before }))
  await sql`
    insert into customers.import_changes (run_id, customer_id, before, unit_ids)
    select ${runId}::uuid, c.customer_id, r.before, c.unit_ids
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(customer_id uuid, before jsonb)
    join customers.customers c on c.customer_id = r.customer_id`.execute(ctx.db)
}
