import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound, refused } from '#core/errors.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { setUnits } from '../customer/set-units.ts'
import { customersUnmerged } from '../events.ts'
import { setLastInteraction } from '../interaction/forget-interactions.ts'
import { keepComplaints } from '../metrics/keep-complaints.ts'
import { refreshSearch } from '../search/refresh-search.ts'
import { foldValues } from './fold-values.ts'
import { holdMerging } from './hold-merging.ts'
import { furthest } from './merge-customers.ts'

interface Standing {
  customer_id: string
  merge_id: string
  before: { stage: string }
}

/**
 * Makes two records of one again: every row that came with the joined record, or was told of it since, goes back to it,
 * in every room; what was written about the one that stayed remains there.
 * @throws 404 `customer_not_found`; 409 `customer_not_merged`.
 */
export async function unmergeCustomer(
  ctx: Context,
  { customerId }: { customerId: string },
): Promise<{ customerId: string; from: string }> {
  await holdMerging(ctx)
  const standing = await findStanding(ctx, customerId)
  const { rootId, joined } = await familyOf(ctx, customerId)
  // Rows that came go back; what else stood in the record that stayed is told apart by what is left in it.
  await sql`select customers.move_rows(${rootId}::uuid, ${customerId}::uuid, ${joined}::uuid[])`.execute(ctx.db)
  await sql`
    update customers.customers set stage = ${standing.before.stage}, merged_into = null, changed_at = ${ctx.now},
      edited_at = ${ctx.now}, version = version + 1
    where customer_id = ${customerId}::uuid`.execute(ctx.db)
  await sql`update customers.merges set undone_at = ${ctx.now}, undone_by = ${`${ctx.actor.kind}:${ctx.actor.id}`}
    where customer_id = ${standing.customer_id}::uuid and merge_id = ${standing.merge_id}::uuid`.execute(ctx.db)
  await ungather(ctx, rootId, customerId)
  const both = [rootId, customerId]
  await foldValues(ctx, both)
  await setLastInteraction(ctx, both)
  await keepComplaints(ctx, both)
  await refreshSearch(ctx, both)
  audit(ctx, 'customers.unmerged', { customerId: rootId, target: customerId })
  announce(ctx, customersUnmerged, { customerId, formerId: rootId }, rootId)
  for (const id of both) tellDesks(ctx, { topic: 'customer', units: null, permission: 'customers.read', id })
  tellDesks(ctx, { topic: 'customers', units: null, permission: 'customers.read' })
  return { customerId, from: rootId }
}

async function findStanding(ctx: Context, customerId: string): Promise<Standing> {
  const { rows: records } = await sql`select from customers.customers where customer_id = ${customerId}::uuid`.execute(
    ctx.db,
  )
  if (records.length === 0) throw notFound('customer')
  const { rows } = await sql<Standing>`
    select customer_id, merge_id, before from customers.merges
    where merged_id = ${customerId}::uuid and undone_at is null`.execute(ctx.db)
  if (!rows[0]) throw refused('customer_not_merged', 'This record is not joined to another one.')
  return rows[0]
}

/** The record that stands for a joined one today, and everything that was joined to that one, itself included. */
async function familyOf(ctx: Context, customerId: string): Promise<{ rootId: string; joined: string[] }> {
  const { rows } = await sql<{ root: string; joined: string[] }>`
    select customers.root_of(${customerId}::uuid) as root, customers.joined_to(${customerId}::uuid) as joined`.execute(
    ctx.db,
  )
  const { root, joined } = rows[0] as { root: string; joined: string[] }
  const { rows: seen } = await sql`
    select from customers.customers where customer_id = any(${[root, customerId]}::uuid[])
    order by customer_id for no key update`.execute(ctx.db)
  if (seen.length < 2) throw notFound('customer')
  return { rootId: root, joined }
}

/**
 * Takes out of the record that stayed what only the one that goes had brought: tags, units, its stage, its first day,
 * its owner. What people have changed there since stays.
 */
async function ungather(ctx: Context, rootId: string, goneId: string): Promise<void> {
  const { rows } = await sql<{ unit_ids: number[] }>`
    with left_ones as (
      select c.tags, c.unit_ids, c.created_at, m.before->>'stage' as stage
      from customers.customers c join customers.merges m on m.merged_id = c.customer_id and m.undone_at is null
      where c.customer_id = any(customers.joined_to(${rootId}::uuid)) and c.customer_id <> ${rootId}::uuid
      union all
      select array(select jsonb_array_elements_text(record->'tags')),
        array(select jsonb_array_elements_text(record->'unitIds')::int), (record->>'createdAt')::timestamptz, record->>'stage'
      from customers.own_records where customer_id = ${rootId}::uuid
    ), own as (
      select array(select distinct t from left_ones, unnest(tags) t) as tags,
        array(select distinct u from left_ones, unnest(unit_ids) u) as unit_ids,
        min(created_at) as created_at, array_agg(stage) as stages
      from left_ones
    ), gone as (
      select array_agg(distinct t) filter (where t is not null) as tags, array_agg(distinct u) as unit_ids,
        (array_agg(g.owner_staff_id) filter (where g.owner_staff_id is not null))[1] as owner_staff_id
      from customers.customers g left join lateral unnest(g.tags) t on true cross join lateral unnest(g.unit_ids) u
      where g.customer_id = any(customers.joined_to(${goneId}::uuid))
    )
    update customers.customers c set
      tags = array(select t from unnest(c.tags) with ordinality x (t, nth)
        where t = any(own.tags) or t <> all (coalesce(gone.tags, '{}')) order by nth),
      created_at = own.created_at, stage = ${furthest(sql`own.stages`)},
      owner_staff_id = case when c.owner_staff_id = gone.owner_staff_id
        then (select (record->>'ownerStaffId')::uuid from customers.own_records where customer_id = c.customer_id)
        else c.owner_staff_id end,
      email = ${primary('email')}, phone = ${primary('phone')},
      changed_at = ${ctx.now}, edited_at = ${ctx.now}, version = c.version + 1
    from own, gone
    where c.customer_id = ${rootId}::uuid
    returning array(select u from unnest(c.unit_ids) u
      where u = any(own.unit_ids) or u <> all (gone.unit_ids)) as unit_ids`.execute(ctx.db)
  await sql`delete from customers.own_records where customer_id = ${rootId}::uuid
    and not exists (select from customers.customers where merged_into = ${rootId}::uuid)`.execute(ctx.db)
  const unitIds = rows[0]?.unit_ids ?? []
  if (unitIds.length > 0) await setUnits(ctx, [{ customerId: rootId, unitIds }])
}

/** The e-mail or phone that lists show: the one that stands if it is still there, else the primary, else the first. */
const primary = (kind: 'email' | 'phone') => sql`(
  select i.value from customers.identities i where i.customer_id = c.customer_id and i.kind = ${kind}
  order by i.value is not distinct from ${sql.ref(`c.${kind}`)} desc, i.is_primary desc, i.origin_id nulls first, i.created_at, i.value_key limit 1)`
