import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { MOST_IN_BLOCK } from './compute/blocks.ts'

/** Keeps the keys of records; those that have not changed are not written. */
export async function keepKeys(
  ctx: Context,
  ids: readonly string[],
  keys: readonly (readonly number[])[],
): Promise<void> {
  if (ids.length === 0) return
  const rows = JSON.stringify(ids.map((id, at) => ({ id, keys: [...(keys[at] ?? [])].sort((a, b) => a - b) })))
  await sql`
    insert into customers.duplicate_keys as k (customer_id, keys)
    select r.id, r.keys from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, keys bigint[])
    join customers.customers c on c.customer_id = r.id
    on conflict (customer_id) do update set keys = excluded.keys where k.keys <> excluded.keys`.execute(ctx.db)
}

/** Forgets the keys of records that are listed no more. */
export async function forgetKeys(ctx: Context, ids: readonly string[]): Promise<void> {
  await sql`delete from customers.duplicate_keys where customer_id = any(${ids}::uuid[])`.execute(ctx.db)
}

/** The same after a scan of everybody. */
export async function forgetUnlistedKeys(ctx: Context): Promise<void> {
  await sql`delete from customers.duplicate_keys k using customers.customers c
    where c.customer_id = k.customer_id and not c.listed`.execute(ctx.db)
}

/** Per record, who has keys in common with it, and how many; keys that very many have bring nobody together. */
export async function whoMeets(ctx: Context, keys: readonly (readonly number[])[]): Promise<Map<string, number>[]> {
  const met = keys.map(() => new Map<string, number>())
  const wanted = keys.flatMap((of, record) => of.map((key) => ({ key, record })))
  if (wanted.length === 0) return met
  const { rows } = await sql<{ nth: string; ids: string[] }>`
    select nth, array_agg(customer_id) as ids
    from customers.meet_by_keys(${wanted.map(({ key }) => String(key))}::bigint[], ${MOST_IN_BLOCK + 1}) group by nth
    having count(*) <= ${MOST_IN_BLOCK}`.execute(ctx.db)
  for (const { nth, ids } of rows) {
    const into = met[wanted[Number(nth) - 1]?.record ?? -1]
    for (const id of ids) into?.set(id, (into.get(id) ?? 0) + 1)
  }
  return met
}
