import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { nameSort } from '../customer/name-sort.ts'
import { setUnits } from '../customer/set-units.ts'
import { keepFirstValues } from '../merge/keep-values.ts'
import { refreshSearch } from '../search/refresh-search.ts'
import type { Change } from './change-of.ts'
import type { StoredCustomer } from './stored-customers.ts'
import { storedCustomers } from './stored-customers.ts'
import { type ColumnsRow, setColumns } from './update-customers.ts'

/**
 * Puts back what a run changed in customers that were there, newest change first; a value that somebody changed since
 * stays. Returns the customers, one per change taken back.
 */
export async function restoreChanges(ctx: Context, runId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string; before: Omit<Change, 'addedIdentities'>; change_id: bigint }>`
    delete from customers.import_changes where run_id = ${runId}::uuid and change_id in (
      select change_id from customers.import_changes where run_id = ${runId}::uuid order by change_id desc limit ${limit})
    returning customer_id, before, change_id`.execute(ctx.db)
  if (rows.length === 0) return []
  const newestFirst = rows.toSorted((a, b) => (a.change_id < b.change_id ? 1 : -1))
  const ids = [...new Set(newestFirst.map((row) => row.customer_id))]
  const stored = await storedCustomers(ctx, ids, '')
  const touched = new Map<string, Set<string>>()
  const units = new Map<string, number[]>()
  for (const { customer_id, before } of newestFirst) {
    const now = stored.get(customer_id)
    if (!now) continue
    const set = touched.get(customer_id) ?? new Set()
    for (const column of takeBack(now, before)) set.add(column)
    touched.set(customer_id, set)
    const unitIds = now.unitIds.filter((unit) => !before.addedUnits.includes(unit))
    if (before.addedUnits.length > 0 && unitIds.length > 0) units.set(customer_id, unitIds)
  }
  await setColumns(
    ctx,
    [...touched].flatMap(([id, set]) => columnsOf(id, stored.get(id), set)),
  )
  await replaceLists(ctx, stored)
  // What the run said is not said any more; what stands again was said before it.
  await sql`delete from customers.field_values where run_id = ${runId}::uuid and customer_id = any(${ids}::uuid[])`.execute(
    ctx.db,
  )
  await keepFirstValues(ctx, ids)
  await setUnits(
    ctx,
    [...units].map(([customerId, unitIds]) => ({ customerId, unitIds })),
  )
  await refreshSearch(ctx, ids)
  return rows.map((row) => row.customer_id)
}

/** Changes `now` back in memory and returns the columns that changed. */
function takeBack(now: StoredCustomer, change: Omit<Change, 'addedIdentities'>): string[] {
  const changed: string[] = []
  for (const [column, value] of Object.entries(change.before)) {
    const imported = (change.after as Record<string, unknown>)[column]
    const place = (column === 'email' || column === 'phone' ? now : now.fields) as Record<string, unknown>
    if (place[column] !== imported) continue
    place[column] = value
    changed.push(column)
  }
  now.tags = now.tags.filter((tag) => !change.addedTags.includes(tag))
  for (const [key, value] of Object.entries(change.customBefore)) {
    if (now.custom[key] !== change.customAfter[key]) continue
    if (value === null) delete now.custom[key]
    else now.custom[key] = value
  }
  return changed
}

function columnsOf(id: string, now: StoredCustomer | undefined, set: ReadonlySet<string>): ColumnsRow[] {
  if (!now) return []
  const columns = { ...now.fields, email: now.email, phone: now.phone, name_sort: nameSort(now.fields.name ?? '') }
  return [{ customer_id: id, set: [...set], ...columns, tags: [], custom: {} }]
}

// Tags and custom values can shrink here, which adding to them can't do.
async function replaceLists(ctx: Context, stored: Map<string, StoredCustomer>): Promise<void> {
  const rows = [...stored].map(([customer_id, { tags, custom }]) => ({ customer_id, tags, custom }))
  await sql`
    update customers.customers c set tags = r.tags, custom = r.custom
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(customer_id uuid, tags text[], custom jsonb)
    where c.customer_id = r.customer_id and (c.tags <> r.tags or c.custom <> r.custom)`.execute(ctx.db)
}
