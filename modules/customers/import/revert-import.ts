import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { importReverted } from '../events.ts'
import { setLastInteraction } from '../interaction/forget-interactions.ts'
import { restoreChanges } from './restore-changes.ts'
import { takeBackConsents } from './take-back-consents.ts'
import { takeBackIdentities } from './take-back-identities.ts'

/**
 * Takes back what a run wrote, at most `limit` rows of each kind a call; `left`: call again. Customers it made go,
 * unless something else belongs to them by now (what the house itself notes does not) or somebody edited them by hand; fields go back to what stood before, unless somebody changed them since.
 */
export async function revertImport(ctx: Context, runId: string, limit = 2000): Promise<{ left: boolean }> {
  const withInteractions = await removeInteractions(ctx, runId, limit)
  if (withInteractions.length === limit) return told(ctx, runId, withInteractions, true)
  const changed = await restoreChanges(ctx, runId, limit)
  if (changed.length === limit) return told(ctx, runId, changed, true)
  const consented = await takeBackConsents(ctx, runId)
  const removed = await removeCustomers(ctx, runId, limit)
  if (removed.length === limit) return told(ctx, runId, removed, true)
  const known = await takeBackIdentities(ctx, runId)
  return told(ctx, runId, [...withInteractions, ...changed, ...consented, ...removed, ...known], false)
}

function told(ctx: Context, runId: string, customerIds: readonly string[], left: boolean): { left: boolean } {
  const distinct = [...new Set(customerIds)]
  if (distinct.length > 0) {
    announce(ctx, importReverted, { runId, customerIds: distinct })
    tellDesks(ctx, { topic: 'customers', units: null, permission: 'customers.read' })
  }
  return { left }
}

async function removeInteractions(ctx: Context, runId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    delete from customers.interactions i using (
      select customer_id, occurred_at, interaction_id from customers.interactions where run_id = ${runId}::uuid limit ${limit}
    ) gone
    where i.customer_id = gone.customer_id and i.occurred_at = gone.occurred_at and i.interaction_id = gone.interaction_id
    returning i.customer_id`.execute(ctx.db)
  const ids = rows.map((row) => row.customer_id)
  await setLastInteraction(ctx, ids)
  return ids
}

/** Customers that orders, other imports or people have used or edited since stay, and belong to no run any more. */
async function removeCustomers(ctx: Context, runId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string; used: boolean }>`
    select c.customer_id, (c.edited_at is not null or c.merged_into is not null
      or exists (select from facts.orders o where o.customer_id = c.customer_id)
      or exists (select from customers.interactions i where i.customer_id = c.customer_id and i.channel <> 'system')
      or exists (select from customers.import_changes h where h.customer_id = c.customer_id)
      or exists (select from customers.identities i where i.customer_id = c.customer_id and i.run_id is distinct from c.run_id)
      or exists (select from customers.relations r where r.customer_id = c.customer_id)
      or exists (select from customers.addresses a where a.customer_id = c.customer_id)
      or exists (select from customers.consents n where n.customer_id = c.customer_id and n.source not like 'import%')
    ) as used
    from customers.customers c where c.run_id = ${runId}::uuid order by c.customer_id limit ${limit}`.execute(ctx.db)
  const kept = rows.filter((row) => row.used).map((row) => row.customer_id)
  const gone = rows.filter((row) => !row.used).map((row) => row.customer_id)
  await sql`update customers.customers set run_id = null where customer_id = any(${kept}::uuid[])`.execute(ctx.db)
  await sql`update customers.identities set run_id = null where customer_id = any(${kept}::uuid[])
    and run_id = ${runId}::uuid`.execute(ctx.db)
  await takeBackIdentities(ctx, runId, gone)
  await sql`delete from customers.customers where customer_id = any(${gone}::uuid[])`.execute(ctx.db)
  return rows.map((row) => row.customer_id)
}
