import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { invalid, notFound, refused } from '#core/errors.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { setUnits } from '../customer/set-units.ts'
import { customersMerged } from '../events.ts'
import { refreshSearch } from '../search/refresh-search.ts'
import { foldValues } from './fold-values.ts'
import { holdMerging } from './hold-merging.ts'
import { keepFirstValues } from './keep-values.ts'
import { mergedAlready } from './merged-already.ts'

export interface MergeInput {
  /** The record that stays. */
  customerId: string
  otherIds: readonly string[]
  reason?: 'hand' | 'rule' | 'score' | 'visitor'
  /** Why, as whoever decided saw it: `{score, fields}`. */
  evidence?: Record<string, unknown>
  /** The run that joins many. */
  runId?: string
}

interface LockedRecord {
  customer_id: string
  stage: string
  merged_into: string | null
  unit_ids: number[]
}

/**
 * Joins records of one person: every row of the others in every room moves to the one that stays and remembers whose it
 * was; their own rows are kept, out of lists. `unmergeCustomer` undoes it at any time.
 * @throws 404 `customer_not_found`; 400 `merge_with_self`; 409 `customer_anonymous`; 410 `customer_merged` with `details.into`.
 */
export async function mergeCustomers(
  ctx: Context,
  input: MergeInput,
): Promise<{ customerId: string; merged: string[] }> {
  const { customerId } = input
  const otherIds = [...new Set(input.otherIds)]
  if (otherIds.includes(customerId)) {
    throw invalid('merge_with_self', 'A record can’t be joined with itself.', { field: 'otherIds' })
  }
  await holdMerging(ctx)
  if (await areJoined(ctx, customerId, otherIds)) return { customerId, merged: otherIds }
  const records = await lockRecords(ctx, [customerId, ...otherIds])
  const others = otherIds.flatMap((id) => records.get(id) ?? [])
  await keepFirstValues(ctx, [customerId, ...otherIds])
  await keepOwnRecord(ctx, customerId)
  for (const other of others) await join(ctx, input, other)
  await gather(ctx, customerId, otherIds)
  const units = [...new Set([...records.values()].flatMap((record) => record.unit_ids))]
  await setUnits(ctx, [{ customerId, unitIds: units }])
  await foldValues(ctx, [customerId])
  await refreshSearch(ctx, [customerId])
  for (const id of otherIds)
    audit(ctx, 'customers.merged', { customerId, target: id, details: { reason: input.reason ?? 'hand' } })
  announce(ctx, customersMerged, { customerId, mergedIds: otherIds }, customerId)
  for (const id of [customerId, ...otherIds]) {
    tellDesks(ctx, { topic: 'customer', units, permission: 'customers.read', id })
  }
  tellDesks(ctx, { topic: 'customers', units, permission: 'customers.read' })
  return { customerId, merged: otherIds }
}

/** Whether all of them stand joined to this record already: the same request, sent again. */
async function areJoined(ctx: Context, customerId: string, otherIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ joined: number }>`
    select count(*)::int as joined from customers.customers
    where customer_id = any(${otherIds}::uuid[]) and merged_into = ${customerId}::uuid`.execute(ctx.db)
  return rows[0]?.joined === otherIds.length
}

/** Locked in one order, so that two people joining the same pair from both sides don't wait for each other in a ring. */
export async function lockRecords(ctx: Context, ids: readonly string[]): Promise<Map<string, LockedRecord>> {
  const { rows } = await sql<LockedRecord>`
    select customer_id, stage, merged_into, unit_ids from customers.customers
    where customer_id = any(${ids}::uuid[]) order by customer_id for no key update`.execute(ctx.db)
  const found = new Map(rows.map((row) => [row.customer_id, row]))
  for (const id of ids) {
    const record = found.get(id)
    if (!record) throw notFound('customer')
    if (record.stage === 'anonymous') throw refused('customer_anonymous', 'Sales without a customer belong to nobody.')
    if (record.merged_into) throw mergedAlready(record.merged_into)
  }
  return found
}

/** What the record that stays was by itself, before the first is joined to it. */
async function keepOwnRecord(ctx: Context, customerId: string): Promise<void> {
  await sql`
    insert into customers.own_records (customer_id, unit_ids, record)
    select customer_id, unit_ids, jsonb_build_object('stage', stage, 'tags', to_jsonb(tags), 'unitIds', to_jsonb(unit_ids),
      'createdAt', created_at, 'ownerStaffId', owner_staff_id, 'email', email, 'phone', phone)
    from customers.customers where customer_id = ${customerId}::uuid
    on conflict (customer_id) do nothing`.execute(ctx.db)
}

async function join(ctx: Context, input: MergeInput, other: LockedRecord): Promise<void> {
  await sql`
    insert into customers.merges (customer_id, merge_id, merged_id, unit_ids, merged_at, merged_by, reason, evidence, before,
      run_id)
    values (${input.customerId}::uuid, ${uuid7()}::uuid, ${other.customer_id}::uuid, ${other.unit_ids}, ${ctx.now},
      ${`${ctx.actor.kind}:${ctx.actor.id}`}, ${input.reason ?? 'hand'}, ${JSON.stringify(input.evidence ?? {})}::jsonb,
      ${JSON.stringify({ stage: other.stage })}::jsonb, ${input.runId ?? null}::uuid)`.execute(ctx.db)
  await sql`select customers.move_rows(${other.customer_id}::uuid, ${input.customerId}::uuid, null)`.execute(ctx.db)
  await sql`
    update customers.customers set stage = 'merged', merged_into = ${input.customerId}::uuid, changed_at = ${ctx.now},
      version = version + 1
    where customer_id = ${other.customer_id}::uuid`.execute(ctx.db)
}

/** What is the sum of several records: tags, the first day, the furthest stage, who looks after them, a first e-mail and phone. */
async function gather(ctx: Context, customerId: string, otherIds: readonly string[]): Promise<void> {
  await sql`
    update customers.customers c set
      tags = c.tags || array(select distinct t from customers.customers o, unnest(o.tags) t
        where o.customer_id = any(${otherIds}::uuid[]) and t <> all (c.tags) order by t),
      created_at = least(c.created_at, o.created_at), stage = ${furthest(sql`array_append(o.stages, c.stage)`)},
      owner_staff_id = coalesce(c.owner_staff_id, o.owner_staff_id), email = coalesce(c.email, o.email),
      phone = coalesce(c.phone, o.phone), last_interaction_at = greatest(c.last_interaction_at, o.last_interaction_at),
      complaints_count = c.complaints_count + o.complaints_count, edited_at = ${ctx.now}, changed_at = ${ctx.now},
      version = c.version + 1
    from (
      select min(o.created_at) as created_at, array_agg(m.before->>'stage') as stages,
        (array_agg(o.owner_staff_id order by o.created_at) filter (where o.owner_staff_id is not null))[1] as owner_staff_id,
        (array_agg(o.email order by o.created_at) filter (where o.email is not null))[1] as email,
        (array_agg(o.phone order by o.created_at) filter (where o.phone is not null))[1] as phone,
        max(o.last_interaction_at) as last_interaction_at, sum(o.complaints_count)::int as complaints_count
      from customers.customers o join customers.merges m on m.merged_id = o.customer_id and m.undone_at is null
      where o.customer_id = any(${otherIds}::uuid[])
    ) o
    where c.customer_id = ${customerId}::uuid`.execute(ctx.db)
}

/** A customer stays one; a visitor who is known becomes what the known one is. */
export const furthest = (stages: ReturnType<typeof sql>) =>
  sql`case when 'customer' = any(${stages}) then 'customer' when 'lead' = any(${stages}) then 'lead' else 'visitor' end`
